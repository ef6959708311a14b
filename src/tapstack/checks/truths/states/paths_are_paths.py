"""STATES-024: A field whose name ends with .$ holds a path or an intrinsic function."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, State, of_states, value
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_PATH = re.compile(r"\$|States\.")
_CALLS = re.compile(r"States\.(\w+)\s*\(")
_QUOTED = re.compile(r"'(?:\\.|[^'\\])*'")
_INTRINSICS = frozenset(
    [
        "Array",
        "ArrayContains",
        "ArrayGetItem",
        "ArrayLength",
        "ArrayPartition",
        "ArrayRange",
        "ArrayUnique",
        "Base64Decode",
        "Base64Encode",
        "Format",
        "Hash",
        "JsonMerge",
        "JsonToString",
        "MathAdd",
        "MathRandom",
        "StringSplit",
        "StringToJson",
        "UUID",
    ]
)


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for each value under such a name that is no path, and each unknown intrinsic function."""
    if state.language != "JSONPath":
        return
    for field in ("Parameters", "ResultSelector", "ItemSelector", "Assign"):
        yield from _within(state, state.at[field])


def _within(state: State, place: Property) -> Iterator[Fault]:
    if isinstance(place.raw, list):
        for one in place.items:
            yield from _within(state, one)
    for name, inner in place.members.items() if isinstance(place.raw, dict) else ():
        if not name.endswith(".$"):
            yield from _within(state, inner)
        elif isinstance(inner.raw, dict | list) or not _PATH.match(value(inner)):
            yield Fault(inner, f"{name} of the state {state.name} is {inner.shown}, which is no path.")
        else:
            unknown = [called for called in _CALLS.findall(_QUOTED.sub("", value(inner))) if called not in _INTRINSICS]
            yield from (
                Fault(inner, f"States.{called} in {state.name} is no intrinsic function.") for called in unknown
            )


TRUTH = Truth(
    id="STATES-024",
    title="A field whose name ends with .$ holds a path or an intrinsic function",
    why="CreateStateMachine refuses it: the value must be a valid JSONPath or a call of an intrinsic function.",
    fix="Begin the value with $, $$ or States., or take .$ off the name.",
    source="Amazon States Language specification (https://states-language.net/spec.html), Payload Template (fields"
    " with .$)",
    about=(MACHINE,),
    judge=of_states(_judge),
)
