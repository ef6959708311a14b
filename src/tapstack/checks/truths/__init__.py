"""Deployment truths: what AWS refuses, and what it takes and then loses data over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tapstack.checks.subject import Subject
    from tapstack.findings import Finding


def run(subject: Subject) -> Iterator[Finding]:
    """The verdicts of every truth on every resource that it is about, in each region."""
    from tapstack.checks.truths import layer

    yield from layer.run(subject)
