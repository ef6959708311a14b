"""STATES-009: A Choice has rules, and each says where it leads and when."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, State, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_WORDS = {"Next", "Variable", "Comment", "Assign", "Output", "Condition"}


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for no rules, and for each rule without Next or without exactly one comparison."""
    choices = state.at["Choices"]
    if not choices.items:
        yield Fault(state.at, f"The Choice {state.name} has no Choices.")
    for rule in choices.items:
        if not rule.has("Next"):
            yield Fault(rule, f"A rule of the Choice {state.name} has no Next.")
        if wrong := _condition(rule, state.language):
            yield Fault(rule, f"A rule of the Choice {state.name} {wrong}.")


def _condition(rule: Property, language: str) -> str:
    if language == "JSONata":
        return "" if rule.has("Condition") else "has no Condition"
    compared = rule.members.keys() - _WORDS
    if len(compared) != 1:
        return f"has {len(compared)} comparisons; it must have one"
    joins = compared & {"And", "Or", "Not"}
    return "" if joins or rule.has("Variable") else "compares no Variable"


TRUTH = Truth(
    id="STATES-009",
    title="A Choice has rules, and each says where it leads and when",
    why="CreateStateMachine refuses a Choice without rules or a rule without Next (SCHEMA_VALIDATION_FAILED).",
    fix="Write at least one rule with Next and a comparison of a Variable (JSONPath) or a Condition (JSONata).",
    source="Amazon States Language specification (https://states-language.net/spec.html), Choice state",
    about=(MACHINE,),
    judge=of_states(_judge, "Choice"),
)
