"""STATES-012: states.ALL stands alone, in the last Retry or Catch."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, State, of_states, value
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for each entry with States.ALL that is not alone or not last, and for one that names no error."""
    for field in ("Retry", "Catch"):
        entries = state.at[field].items
        for entry in entries:
            names = [value(one) for one in entry["ErrorEquals"].items]
            if not names:
                yield Fault(entry, f"A {field} of the state {state.name} names no error.")
            elif "States.ALL" in names and (len(names) > 1 or entry is not entries[-1]):
                yield Fault(entry, f"States.ALL in {field} of the state {state.name} stands not alone or not last.")


TRUTH = Truth(
    id="STATES-012",
    title="States.ALL stands alone, in the last Retry or Catch",
    why="CreateStateMachine refuses States.ALL beside other names or before another entry: nothing could reach what"
    " follows.",
    fix="Put States.ALL into an entry of its own, and that entry last.",
    source="Amazon States Language specification (https://states-language.net/spec.html), Errors: Retry and Catch"
    " (States.ALL must appear alone and in the last entry)",
    about=(MACHINE,),
    judge=of_states(_judge),
)
