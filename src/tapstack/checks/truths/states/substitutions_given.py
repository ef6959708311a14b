"""STATES-027: every placeholder of a definition is given a value, and every value has its placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, definition, holes
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for each placeholder that nothing is put in for."""
    found = definition(site.item)
    given = site["DefinitionSubstitutions"]
    if found is not None and given.given:
        left = {name for place in found.walk() if isinstance(place.raw, str) for name in holes(place.raw)}
        for name in sorted(left - given.members.keys()):
            yield Fault(given, f"Nothing is put in for ${{{name}}}.")


TRUTH = Truth(
    id="STATES-027",
    title="Every placeholder of a definition is given a value, and every value has its placeholder",
    why="What is left of ${name} is no ARN and no path: CreateStateMachine refuses it, or the state fails when it"
    " runs.",
    fix="Write the same name in DefinitionSubstitutions; within Fn::Sub write ${!name}.",
    source="resource schema AWS::StepFunctions::StateMachine, DefinitionSubstitutions",
    about=(MACHINE,),
    judge=judge,
)
