"""STATES-015: A state's fields are those of its query language."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, State, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View

_PATH_ONLY = (
    "InputPath",
    "OutputPath",
    "Parameters",
    "ResultPath",
    "ResultSelector",
    "ItemsPath",
    "SecondsPath",
    "TimestampPath",
    "TimeoutSecondsPath",
    "HeartbeatSecondsPath",
    "MaxConcurrencyPath",
    "CausePath",
    "ErrorPath",
)
_JSONATA_ONLY = ("Arguments", "Output", "Items")


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for each field of the other language, and for the other language below a JSONata scope."""
    if state.language not in {"JSONPath", "JSONata"}:
        yield Fault(state.at, f"QueryLanguage of the state {state.name} is {state.language}.")
        return
    if state.scope.language == "JSONata" and state.language == "JSONPath":
        yield Fault(state.at, f"The state {state.name} speaks JSONPath in a machine that speaks JSONata.")
    foreign = _PATH_ONLY if state.language == "JSONata" else _JSONATA_ONLY
    for name in foreign:
        if name in state.at.members:
            yield Fault(state.at[name], f"The state {state.name} speaks {state.language} and has {name}.")


TRUTH = Truth(
    id="STATES-015",
    title="A state's fields are those of its query language",
    why="CreateStateMachine refuses fields of JSONPath in a JSONata state and the reverse; a JSONata machine has no"
    " JSONPath states.",
    fix="JSONPath: InputPath, Parameters, ResultSelector, ResultPath, OutputPath. JSONata: Arguments, Output, Items,"
    " Condition.",
    source="Step Functions Developer Guide, Transforming data with JSONata (fields of each language, no JSONPath"
    " state below a JSONata machine); Amazon States Language specification (https://states-language.net/spec.html)",
    about=(MACHINE,),
    judge=of_states(_judge),
)
