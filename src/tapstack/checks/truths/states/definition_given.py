"""STATES-001: A state machine has exactly one definition, a JSON object with StartAt and States."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, definition, holes
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_FORMS = ("Definition", "DefinitionString", "DefinitionS3Location")


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for none or several definitions, and for one that is no state machine."""
    given = [name for name in _FORMS if site.has(name)]
    if len(given) != 1:
        yield Fault(site, f"The state machine has {' and '.join(given) or 'no definition'}; it must have one.")
        return
    if given == ["DefinitionString"] and (wrong := _unreadable(site["DefinitionString"])):
        yield Fault(site["DefinitionString"], f"The definition is no JSON: {wrong}.")
        return
    found = definition(site.item)
    if found is not None and isinstance(found.raw, dict):
        for name in ("StartAt", "States"):
            if not found.has(name):
                yield Fault(found, f"The definition has no {name}.")


def _unreadable(text: Property) -> str:
    """Why the text is no JSON object; "" where it is one, or where what is put in decides."""
    if holes(text.text):
        return ""
    try:
        return "" if isinstance(json.loads(text.text), dict) else "it is no object"
    except ValueError as error:
        return str(error)


TRUTH = Truth(
    id="STATES-001",
    title="A state machine has exactly one definition, a JSON object with StartAt and States",
    why="CreateStateMachine refuses the definition (InvalidDefinition), and the stack fails.",
    fix="Give one of Definition, DefinitionString and DefinitionS3Location; write JSON in it, with StartAt and States.",
    source="resource schema AWS::StepFunctions::StateMachine (Definition, DefinitionString, DefinitionS3Location);"
    " Amazon States Language specification (https://states-language.net/spec.html), Top-level fields",
    about=(MACHINE,),
    judge=judge,
)
