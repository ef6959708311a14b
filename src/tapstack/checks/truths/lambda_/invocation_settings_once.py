"""LAMBDA-018: settings of asynchronous invocation are given once."""

from collections.abc import Iterator

from tapstack.checks.truths.siblings import earlier
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property

_TYPE = "AWS::Lambda::EventInvokeConfig"


def judge(settings: Property, view: View) -> Iterator[Fault]:
    """A fault for earlier settings of the same function and qualifier."""
    for other in earlier(settings.item, view):
        if _of(other) == _of(settings.item):
            yield Fault(settings["FunctionName"], f"{other} has settings of the same function and qualifier.")


def _of(settings: Item) -> tuple[str, str]:
    return settings["FunctionName"].pattern, settings["Qualifier"].pattern


TRUTH = Truth(
    id="LAMBDA-018",
    title="A function has one EventInvokeConfig for each qualifier",
    why="The second is refused: it exists already.",
    fix="Put both into one EventInvokeConfig.",
    source="resource schema AWS::Lambda::EventInvokeConfig (function and qualifier identify it)",
    about=(_TYPE,),
    judge=judge,
)
