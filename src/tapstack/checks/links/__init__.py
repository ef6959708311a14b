"""The links layer: what one region's stack needs of another's is there, and is there in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.checks.links.layer import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tapstack.checks.subject import Subject
    from tapstack.findings import Finding

__all__ = ["once", "run"]


def run(subject: Subject) -> Iterator[Finding]:
    """The verdicts on every link, and what is wrong with links under other parameters."""
    from tapstack.checks.links.updates import after
    from tapstack.checks.worlds import in_every_world

    yield from in_every_world(subject, once, after(subject))
