"""LAMBDA-004: functions can still be made with a runtime."""

from collections.abc import Iterator
from datetime import date

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.runtimes import runtimes
from tapstack.graph.stackset import Property


def judge(runtime: Property, view: View) -> Iterator[Fault]:
    """A fault from the day on which Lambda refuses new functions with it."""
    life = runtimes().get(runtime.text, {})
    blocked = life.get("create-block")
    if blocked and date.fromisoformat(blocked) <= view.now:
        instead = life.get("successor") or "a newer one"
        yield Fault(
            runtime, f"No function can be made with {runtime.shown} since {blocked}; {instead} is its successor."
        )


TRUTH = Truth(
    id="LAMBDA-004",
    title="The runtime of a function can still be used for new functions on the day of deployment",
    why="Lambda refuses to make the function.",
    fix="Use the runtime's successor.",
    source="Lambda developer guide, runtimes (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html), as"
    " cfn-lint keeps it in LmbdRuntimeLifecycle.json",
    about=("AWS::Lambda::Function",),
    at="Runtime",
    judge=judge,
)
