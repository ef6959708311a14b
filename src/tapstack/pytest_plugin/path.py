"""Paths into a resource as a test writes them: ``Rules[0].Id``, ``Environment.Variables."a.b"``."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

Steps = tuple[str | int, ...]

_STEP = re.compile(
    r"""\[(?P<index>[0-9]+)\]|(?P<dot>\.?)(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<plain>[^.\[\]"']+))"""
)
_PLAIN = re.compile(r"""[^.\[\]"']+""")


def steps(path: str) -> Steps:
    """The names and indexes of a path; ValueError with the place where it is none."""
    found: list[str | int] = []
    at = 0
    while at < len(path) or not found:
        step = _STEP.match(path, at)
        if step is None or (step["index"] is None and bool(step["dot"]) is (at == 0)):
            raise ValueError(_bad(path, at))
        found.append(_value(step))
        at = step.end()
    return tuple(found)


def text(path: Sequence[str | int]) -> str:
    """The path as a test would write it."""
    return "".join(_written(path)).removeprefix(".")


def below(value: Any, path: Steps = ()) -> Iterator[Steps]:
    """The paths of everything below a value, outer before inner."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield (*path, key)
        yield from below(member, (*path, key))


def walk(value: Any, path: Steps) -> tuple[Any, int]:
    """What stands at ``path``, or where it ends before; and how many steps led there."""
    for taken, step in enumerate(path):
        if not _leads_on(value, step):
            return value, taken
        value = value[step]
    return value, len(path)


def _leads_on(value: Any, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(value, list) and step < len(value)
    return isinstance(value, dict) and step in value


def _value(step: re.Match[str]) -> str | int:
    if step["index"] is not None:
        return int(step["index"])
    return next(step[kind] for kind in ("double", "single", "plain") if step[kind] is not None)


def _written(path: Sequence[str | int]) -> Iterator[str]:
    for step in path:
        if isinstance(step, int):
            yield f"[{step}]"
        elif _PLAIN.fullmatch(step):
            yield f".{step}"
        else:
            yield f".'{step}'" if '"' in step else f'."{step}"'


def _bad(path: str, at: int) -> str:
    place = f"character {at + 1} of {path!r}" if path else "an empty text"
    return f"{place}: no path. Write names with dots, indexes as [0], and names with dots in them in quotes."
