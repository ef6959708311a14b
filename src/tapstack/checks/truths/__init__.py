"""Deployment truths: what AWS refuses, and what it takes and then loses data over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tapstack.checks.subject import Subject
    from tapstack.findings import Finding


def run(subject: Subject) -> Iterator[Finding]:
    """The verdicts of every truth on every resource that it is about, and what is wrong under other parameters."""
    from tapstack.checks.worlds import in_every_world

    yield from in_every_world(subject, once, faults)


def once(subject: Subject) -> Iterator[Finding]:
    """The verdicts in the given world alone."""
    from tapstack.checks.truths import layer

    yield from layer.once(subject)


def faults(subject: Subject) -> Iterator[Finding]:
    """The same, without what holds: for another world, of which only what is wrong is told."""
    from tapstack.checks.truths import layer

    yield from layer.faults(subject)
