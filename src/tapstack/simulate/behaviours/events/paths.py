"""The part of an event that a path names: ``$.detail.items[0].name``, ``$.resources[*]``.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html: dots, dashes,
underscores, letters and digits, slashes, indices and stars. jsonpath-ng knows no slashes and no lists of what it finds.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from tapstack.simulate.resources import UnsupportedError

_STEP = re.compile(r"\.([A-Za-z0-9_/-]+|\*)|\[(\d+|\*)\]")


class Missing:
    """What a path gives that names nothing."""


MISSING = Missing()


def at(path: str, value: Any) -> Any:
    """The value at a path, with a star the list of all; MISSING where there is none. Raises UnsupportedError."""
    steps = _steps(path)
    found = [value]
    for step in steps:
        found = [inner for one in found for inner in _below(one, step)]
    if "*" in steps:
        return found
    return found[0] if found else MISSING


@lru_cache(maxsize=1024)
def _steps(path: str) -> tuple[str | int, ...]:
    if not re.fullmatch(rf"\$(?:{_STEP.pattern})*", path):
        raise UnsupportedError(f"{path} is a path of a kind that is not simulated.")
    return tuple(name or (int(index) if index.isdigit() else index) for name, index in _STEP.findall(path))


def _below(value: Any, step: str | int) -> list[Any]:
    if step == "*":
        return list(value.values() if isinstance(value, dict) else value) if isinstance(value, dict | list) else []
    if isinstance(value, list) and isinstance(step, int):
        return value[step : step + 1]
    return [value[step]] if isinstance(value, dict) and step in value else []
