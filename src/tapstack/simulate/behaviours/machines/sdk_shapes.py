"""From what a task gives to what botocore takes, and from what it answers to JSON.

Source: Step Functions Developer Guide, "Learning to use AWS service SDK integrations": members are in PascalCase, and
objects are put into members that are texts as JSON. Times are told as ISO 8601: assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from tapstack.simulate.behaviours.machines.failure import RUNTIME, StateError
from tapstack.simulate.behaviours.machines.payload import stamp, text


def asked(shape: Any, given: Any) -> Any:
    """A task's parameters as botocore takes them. Raises StateError for a member that there is not."""
    if shape is None:
        return {}
    if shape.type_name == "structure" and isinstance(given, Mapping):
        members = {name.lower(): name for name in shape.members}
        if unknown := [name for name in given if name.lower() not in members]:
            raise StateError(RUNTIME, f"The fields {unknown} are not supported by Step Functions")
        return {
            members[name.lower()]: asked(shape.members[members[name.lower()]], value) for name, value in given.items()
        }
    if shape.type_name == "list" and isinstance(given, list):
        return [asked(shape.member, one) for one in given]
    if shape.type_name == "map" and isinstance(given, Mapping):
        return {name: asked(shape.value, one) for name, one in given.items()}
    if shape.type_name == "blob" and not isinstance(given, bytes):
        return (given if isinstance(given, str) else text(given)).encode()
    if shape.type_name == "string" and isinstance(given, Mapping | list):
        return text(given)
    return given


def told(shape: Any, answer: Any) -> Any:
    """An answer of botocore as JSON has it, with its members in PascalCase."""
    if shape is not None and shape.type_name == "structure" and isinstance(answer, Mapping):
        return {name[0].upper() + name[1:]: told(shape.members.get(name), value) for name, value in answer.items()}
    if isinstance(answer, Mapping):
        value_shape = getattr(shape, "value", None)
        return {name: told(value_shape, value) for name, value in answer.items()}
    if isinstance(answer, list | tuple):
        return [told(getattr(shape, "member", None), one) for one in answer]
    return _plain(answer)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, Decimal):
        return float(value)
    if hasattr(value, "read"):
        value = value.read()
    return value.decode(errors="replace") if isinstance(value, bytes) else value
