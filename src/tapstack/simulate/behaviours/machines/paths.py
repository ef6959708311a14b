"""Paths into a state's data, and into the context object.

Source: Step Functions Developer Guide, "Using JSONPath paths". Plain paths are followed here, others, which give a list
of what they find, by jsonpath-ng; a path that it does not read is not simulated.
"""

from __future__ import annotations

import copy
import re
from functools import cache
from typing import Any

from jsonpath_ng.ext.parser import parse

from tapstack.simulate.behaviours.machines.failure import RESULT_PATH, RUNTIME, StateError
from tapstack.simulate.behaviours.machines.payload import text
from tapstack.simulate.resources import UnsupportedError

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
    try:
        return parse(path)
    except Exception as error:  # its lexer and its parser raise bare Exceptions
        raise UnsupportedError(f"The path {path} is not one that the simulator can follow: {error}") from error


def is_plain(path: str) -> bool:
    """Whether a path leads to one value, or nowhere."""
    return _steps(path.removeprefix("$") if path.startswith("$$") else path) is not None


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
        place = context if path.startswith("$$") else data
        raise StateError(RUNTIME, f"The JSONPath '{path}' could not be found in the input '{text(place)}'")
    return copy.deepcopy(found)


def put_at(path: str, data: Any, value: Any) -> Any:
    """The data with a value at a reference path; what is not there on the way is made.

    Raises StateError where the data is no object, or the path leads through something that is none.
    """
    steps = _steps(path)
    if steps is None:
        raise StateError(RESULT_PATH, f"'{path}' is no reference path")
    return _put(steps, data, value, path) if steps else value


def _put(steps: tuple[str | int, ...], data: Any, value: Any, path: str) -> Any:
    """A copy of the data, as far as it changes."""
    if not steps:
        return value
    step, inner = steps[0], MISSING
    if isinstance(step, str) and isinstance(data, dict):
        inner = data.get(step, MISSING)
        return {**data, step: _put(steps[1:], {} if inner is MISSING else inner, value, path)}
    if isinstance(step, int) and isinstance(data, list) and 0 <= step < len(data):
        return [*data[:step], _put(steps[1:], data[step], value, path), *data[step + 1 :]]
    raise StateError(RESULT_PATH, f"Unable to apply ReferencePath {path} to input {text(data)}")
