"""Values and places as messages tell them."""

from __future__ import annotations

import json
from typing import Any

from tapstack.findings import TemplatePath
from tapstack.graph.pair import ABSENT
from tapstack.render.pattern import pattern
from tapstack.render.pattern import shown as readable
from tapstack.template.unresolved import Unresolved

_LONGEST = 90


def shown(value: Any) -> str:
    """A rendered value, shortened; what AWS makes as ``${X.Arn}``. Unresolved values never show a secret."""
    if value is ABSENT or value is None:
        return "absent"
    if isinstance(value, Unresolved) and value.kind == "Error":
        return "nothing"
    if isinstance(value, dict | list):
        text = json.dumps(value, default=lambda inner: readable(pattern(inner)))
    else:
        text = readable(pattern(value))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def around(text: str, name: str) -> str:
    """The part of a long text that has ``name`` in it, on one line."""
    if len(text) <= _LONGEST:
        return text
    start = max(text.find(name) - 30, 0)
    return "..." + " ".join(text[start : start + 60 + len(name)].split()) + "..."


def told(path: TemplatePath) -> str:
    """A path below a resource or output as people write it: ``Table.SSESpecification.SSEEnabled``."""
    steps = path[1:2] + (path[3:] if path[2:3] == ("Properties",) else path[2:])
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")
