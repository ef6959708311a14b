"""From the engine's paths to template paths."""

from __future__ import annotations

import re
from typing import Any

from tapstack.checks.policy.engine import Violation
from tapstack.findings import TemplatePath

_FIRST = re.compile(r"\w+(?:::\w+)*")


def resource_of(path: str) -> str | None:
    """The logical id of the resource that an engine's path leads into."""
    steps = path.split("/")
    return steps[2] if len(steps) > 2 and steps[1] == "Resources" else None


def located(root: Any, violation: Violation) -> TemplatePath:
    """Where the value stands in ``root``, or would stand: with the first name that is missing at its end."""
    path = existing(root, violation.path)
    name = _FIRST.match(violation.missing)
    return (*path, name[0]) if path and name else path


def existing(root: Any, text: str) -> TemplatePath:
    """The steps of an engine's path within ``root``: keys may be numbers, and may hold slashes."""
    steps: list[str | int] = []
    rest = text.split("/")[1:]
    while rest:
        taken = _step(root, rest)
        if taken is None:
            break
        step, used = taken
        root = root[step]
        steps.append(step)
        rest = rest[used:]
    return tuple(steps)


def _step(value: Any, rest: list[str]) -> tuple[str | int, int] | None:
    if isinstance(value, list) and rest[0].isdecimal() and int(rest[0]) < len(value):
        return int(rest[0]), 1
    if isinstance(value, dict):
        for used in range(len(rest), 0, -1):
            key = "/".join(rest[:used])
            if key in value:
                return key, used
    return None
