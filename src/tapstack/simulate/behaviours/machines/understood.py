"""Whether the interpreter carries out every field of a definition: what it does not know is not passed over.

Source: Amazon States Language specification; Step Functions Developer Guide, for what only its JSONata, variables and
distributed Maps have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tapstack.simulate.resources import UnsupportedError

_MACHINE = frozenset({"Comment", "StartAt", "States", "TimeoutSeconds", "Version", "QueryLanguage"})
_PART = frozenset({"Comment", "StartAt", "States", "ProcessorConfig", "QueryLanguage"})
_ANY = frozenset({"Type", "Comment", "QueryLanguage"})
_PATHS = frozenset({"InputPath", "OutputPath"})
_ONWARD = frozenset({"Next", "End"})
_WORK = _ANY | _PATHS | _ONWARD | {"Parameters", "ResultSelector", "ResultPath", "Retry", "Catch"}
_LIMITS = frozenset({"TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath"})
_FIELDS: Mapping[str, frozenset[str]] = {
    "Pass": _ANY | _PATHS | _ONWARD | {"Result", "Parameters", "ResultPath"},
    "Task": _WORK | _LIMITS | {"Resource"},
    "Choice": _ANY | _PATHS | {"Choices", "Default"},
    "Wait": _ANY | _PATHS | _ONWARD | {"Seconds", "SecondsPath", "Timestamp", "TimestampPath"},
    "Succeed": _ANY | _PATHS,
    "Fail": _ANY | {"Error", "ErrorPath", "Cause", "CausePath"},
    "Parallel": _WORK | {"Branches"},
    "Map": _WORK | {"ItemProcessor", "Iterator", "ItemsPath", "ItemSelector", "MaxConcurrency", "MaxConcurrencyPath"},
}


def refuse_unknown(machine: str, definition: Mapping[str, Any]) -> None:
    """Raises UnsupportedError, which names the state and the field, for a definition with anything else in it."""
    for place, what in _unknown("the machine", definition, _MACHINE):
        raise UnsupportedError(f"{machine} has {what} in {place}, which is not simulated.")


def _unknown(place: str, part: Mapping[str, Any], fields: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Where something is that is not known, and what."""
    yield from _others(place, part, fields)
    if part.get("ProcessorConfig", {}).get("Mode", "INLINE") != "INLINE":
        yield place, "a distributed Map"
    states: Mapping[str, Mapping[str, Any]] = part.get("States", {})
    for name, state in states.items():
        known = _FIELDS.get(state.get("Type", ""))
        if known is None:
            yield name, f"the type {state.get('Type')}"
            continue
        yield from _others(name, state, known)
        for onward in _onward(state):
            if onward not in states:
                yield name, f"a transition to {onward}, which there is not,"
        inner = [*state.get("Branches", ()), *(state[one] for one in ("ItemProcessor", "Iterator") if one in state)]
        for one in inner:
            yield from _unknown(name, one, _PART)


def _others(place: str, part: Mapping[str, Any], fields: frozenset[str]) -> Iterator[tuple[str, str]]:
    if part.get("QueryLanguage", "JSONPath") != "JSONPath":
        yield place, f"the query language {part['QueryLanguage']}"
    yield from ((place, f"the field {name}") for name in part if name not in fields)


def _onward(state: Mapping[str, Any]) -> list[str]:
    """The states that may follow."""
    rules = [*state.get("Choices", ()), *state.get("Catch", ())]
    return [*(rule["Next"] for rule in rules), *(state[one] for one in ("Next", "Default") if one in state)]
