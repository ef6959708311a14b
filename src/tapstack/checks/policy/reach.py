"""Whether a way through the document meets a value that only AWS knows."""

from __future__ import annotations

from tapstack.checks.policy.scope.use import Member, Named, Perhaps, Selected, Step, Way, is_of
from tapstack.findings import TemplatePath

THROUGH: TemplatePath = ("",)
"""Stands for: the way leads through the value and further."""


def rests(way: Way, path: TemplatePath, resource_type: str | None) -> set[TemplatePath]:
    """What of ``path`` lies below the end of ``way``, for each way of reading it; none where they do not meet.

    ``()`` means that the way ends just there, THROUGH that the path ends first.
    """
    found: set[TemplatePath] = set()
    pending = [(0, 0)]
    while pending:
        step, segment = pending.pop()
        if step == len(way):
            found.add(path[segment:])
        elif segment == len(path):
            found.add(() if all(map(_stays, way[step:])) else THROUGH)
        else:
            pending += [(step + a, segment + b) for a, b in _moves(way, step, path[segment], resource_type)]
    return found


def _stays(step: Step) -> bool:
    """Whether the step leads from a text to the text itself: it has no members."""
    return isinstance(step, Member | Perhaps)


def _moves(way: Way, step: int, segment: str | int, resource_type: str | None) -> list[tuple[int, int]]:
    match way[step]:
        case Named(key):
            return [(1, 1)] if key == segment else []
        case Member():
            return [(1, 1)]
        case Selected(types):
            return [(1, 1)] if is_of(resource_type, types) else []
        case Perhaps():
            return [(1, 0), (1, 1)]
