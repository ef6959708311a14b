"""STATES-008: names of states have at most 80 characters, and each occurs once in the whole machine."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for each name that is too long or was there before."""
    seen: set[str] = set()
    for state in states(site.item):
        if len(state.name) > 80:
            yield Fault(state.at, f"The name {state.name} has {len(state.name)} characters; 80 is the most.")
        if state.name in seen:
            yield Fault(state.at, f"There are two states of the name {state.name} in the machine.")
        seen.add(state.name)


TRUTH = Truth(
    id="STATES-008",
    title="Names of states have at most 80 characters, and each occurs once in the whole machine",
    why="CreateStateMachine refuses a longer or a repeated name, also where it is repeated in a branch or an item"
    " processor.",
    fix="Shorten the name, or make it different from that in the other scope.",
    source="Amazon States Language specification (https://states-language.net/spec.html), States (length, uniqueness"
    " within the whole machine); ChristopheBougere/asl-validator#80",
    about=(MACHINE,),
    judge=judge,
)
