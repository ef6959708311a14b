"""STATES-014: the numbers of a Retry are possible."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.states.machine import MACHINE, State, of_states
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View

_RANGES = {
    "IntervalSeconds": (1, 99_999_999),
    "MaxAttempts": (0, 99_999_999),
    "BackoffRate": (1, float("inf")),
    "MaxDelaySeconds": (1, 31_622_399),
}


def _judge(state: State, _: View) -> Iterator[Fault]:
    """A fault for each number out of its range."""
    for retry in state.at["Retry"].items:
        for name, (least, most) in _RANGES.items():
            place = retry[name]
            if place.given and not least <= place.number <= most:
                yield Fault(place, f"{name} in Retry of the state {state.name} is {place.shown}.")
        if retry.has("JitterStrategy") and not retry["JitterStrategy"].is_in("FULL", "NONE"):
            yield Fault(retry["JitterStrategy"], f"JitterStrategy of the state {state.name} is neither FULL nor NONE.")


TRUTH = Truth(
    id="STATES-014",
    title="The numbers of a Retry are possible",
    why="CreateStateMachine refuses an interval or rate below 1, and counts and delays that are negative or too great.",
    fix="IntervalSeconds 1 to 99999999, BackoffRate 1 or more, MaxAttempts 0 to 99999999, MaxDelaySeconds above"
    " IntervalSeconds and below 31622400, JitterStrategy FULL or NONE.",
    source="Amazon States Language specification (https://states-language.net/spec.html), Errors: Retry",
    about=(MACHINE,),
    judge=of_states(_judge),
)
