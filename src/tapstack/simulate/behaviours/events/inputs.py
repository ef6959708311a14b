"""What a target is given of an event.

Source: EventBridge User Guide, "Input transformation": the whole event, a part of it, a constant, or a template.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from jsonpath_ng.parser import parse

_VARIABLE = re.compile(r"<([A-Za-z0-9_.-]+)>")


def input_of(target: Mapping[str, Any], event: Mapping[str, Any], rule_arn: str) -> Any:
    """The input, as JSON has it."""
    if "Input" in target:
        return json.loads(target["Input"])
    if "InputPath" in target:
        return _at(target["InputPath"], event)
    if "InputTransformer" in target:
        return _transformed(target["InputTransformer"], event, rule_arn)
    return event


def _at(path: str, event: Mapping[str, Any]) -> Any:
    found = parse(path).find(event)
    return found[0].value if found else None


def _transformed(transformer: Mapping[str, Any], event: Mapping[str, Any], rule_arn: str) -> Any:
    values = {name: _at(path, event) for name, path in (transformer.get("InputPathsMap") or {}).items()}
    values |= {"aws.events.rule-arn": rule_arn, "aws.events.event": event, "aws.events.event.json": event}
    text = transformer["InputTemplate"]

    def value(found: re.Match[str]) -> str:
        known = values.get(found[1], "")
        bare = isinstance(known, str) and _is_quoted(text, found.start())
        return known if bare else json.dumps(known)

    filled = _VARIABLE.sub(value, text)
    try:
        return json.loads(filled)
    except ValueError:
        return filled


def _is_quoted(text: str, place: int) -> bool:
    """Whether a variable stands inside a string of the template."""
    return text[:place].count('"') % 2 == 1
