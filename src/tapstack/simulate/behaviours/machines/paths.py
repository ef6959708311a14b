"""Paths into a state's data, and into the context object.

Source: Step Functions Developer Guide, "Using JSONPath paths". Plain paths are followed here, others by jsonpath-ng.
"""

from __future__ import annotations

import copy
import re
from functools import cache
from typing import Any

from jsonpath_ng.ext.parser import parse

from tapstack.simulate.behaviours.machines.failure import RUNTIME, StateError

_STEP = re.compile(r"""\.([^.\[\]*?()@$\s]+)|\[(-?\d+)\]|\['([^']+)'\]|\["([^"]+)"\]""")
MISSING = object()


@cache
def _steps(path: str) -> tuple[str | int, ...] | None:
    """The members and places of a plain path; None for one that may give several values."""
    found, place = list[str | int](), 1
    while place < len(path):
        step = _STEP.match(path, place)
        if step is None:
            return None
        found.append(int(step[2]) if step[2] is not None else next(text for text in step.groups() if text is not None))
        place = step.end()
    return tuple(found)


@cache
def _parsed(path: str) -> Any:
    return parse(path)


def look(path: str, data: Any, context: Any) -> Any:
    """What stands at a path, MISSING where a plain path leads nowhere; ``$$`` is the context object."""
    if path.startswith("$$"):
        path, data = path[1:], context
    if not path.startswith("$"):
        raise StateError(RUNTIME, f"Invalid path '{path}'")
    steps = _steps(path)
    if steps is None:
        return [found.value for found in _parsed(path).find(data)]
    for step in steps:
        data = _inside(step, data)
    return data


def _inside(step: str | int, data: Any) -> Any:
    """A member of an object, an item of an array, or MISSING."""
    if isinstance(step, str):
        return data[step] if isinstance(data, dict) and step in data else MISSING
    return data[step] if isinstance(data, list) and -len(data) <= step < len(data) else MISSING


def value_at(path: str, data: Any, context: Any) -> Any:
    """A copy of what stands at a path. Raises StateError where nothing does."""
    found = look(path, data, context)
    if found is MISSING:
        raise StateError(RUNTIME, f"The JSONPath '{path}' could not be found in the input.")
    return copy.deepcopy(found)


def put_at(path: str, data: Any, value: Any) -> Any:
    """The data with a value at a reference path; what is not there on the way is made."""
    steps = _steps(path)
    if steps is None:
        raise StateError("States.ResultPathMatchFailure", f"'{path}' is no reference path")
    if not steps:
        return value
    if not isinstance(data, dict):
        raise StateError(
            "States.ResultPathMatchFailure", f"Unable to apply ResultPath '{path}' to {type(data).__name__}"
        )
    whole = place = {**data}
    for step in steps[:-1]:
        inner = place.get(step, {})
        if not isinstance(inner, dict):
            raise StateError("States.ResultPathMatchFailure", f"Unable to apply ResultPath '{path}'")
        place[step] = inner = {**inner}
        place = inner
    place[steps[-1]] = value
    return whole
