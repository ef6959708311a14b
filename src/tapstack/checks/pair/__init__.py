"""The pair: where the stacks of two regions differ, whether that is meant, and what one of them lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.checks.pair.layer import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tapstack.checks.subject import Subject
    from tapstack.findings import Finding

__all__ = ["once", "run"]


def run(subject: Subject) -> Iterator[Finding]:
    """The verdicts on every two regions, and what is wrong with them under other parameters."""
    from tapstack.checks.worlds import in_every_world

    yield from in_every_world(subject, once)
