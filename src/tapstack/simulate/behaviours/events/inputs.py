"""What a target is given of an event: the whole event, a part of it, a constant, or a template.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html: values are not escaped
within texts, and what a path does not find is not there. Assumed, as localstack's provider does: that leaves an empty
text; an object within a text loses its quotes. Assumed: an InputPath that finds nothing gives null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.events.paths import MISSING, at

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.events.arrival import Arrival
    from tapstack.simulate.behaviours.events.rules import Rule

_PARTS = re.compile(r'\\.|"|<([A-Za-z0-9_.-]+)>', re.DOTALL)


def input_of(target: Mapping[str, Any], arrival: Arrival, rule: Rule) -> str:
    """The input as text: JSON, unless a template makes something else of it. Raises UnsupportedError for paths."""
    if "Input" in target:
        return str(target["Input"])
    if "InputPath" in target:
        found = at(target["InputPath"], arrival.event)
        return written(None if found is MISSING else found)
    if "InputTransformer" in target:
        return _transformed(target["InputTransformer"], arrival, rule)
    return written(arrival.event)


def written(value: Any) -> str:
    """JSON as EventBridge writes it."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _transformed(transformer: Mapping[str, Any], arrival: Arrival, rule: Rule) -> str:
    values = {name: at(path, arrival.event) for name, path in (transformer.get("InputPathsMap") or {}).items()}
    filled = _filled(transformer["InputTemplate"], values | _reserved(arrival, rule))
    try:
        return written(json.loads(filled))
    except ValueError:
        return filled


def _reserved(arrival: Arrival, rule: Rule) -> dict[str, Any]:
    return {
        "aws.events.rule-arn": rule.arn,
        "aws.events.rule-name": rule.name,
        "aws.events.event.ingestion-time": arrival.time,
        "aws.events.event": {name: value for name, value in arrival.event.items() if name != "detail"},
        "aws.events.event.json": arrival.event,
    }


def _filled(template: str, values: Mapping[str, Any]) -> str:
    """The template with its variables; whether one is within a text is told by the quotes before it."""
    within = False

    def part(found: re.Match[str]) -> str:
        nonlocal within
        if found[1] is None:
            within ^= found[0] == '"'
            return found[0]
        value = values.get(found[1], "")
        value = "" if value is MISSING else value
        if not within:
            return written(value)
        return value if isinstance(value, str) else written(value).replace('"', "")

    return _PARTS.sub(part, template)
