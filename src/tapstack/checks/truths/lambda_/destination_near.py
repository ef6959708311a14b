"""LAMBDA-047: destinations are near, and those of a mapping are standard."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_ import targets
from tapstack.checks.truths.lambda_.event_sources import MAPPING
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(config: Property, view: View) -> Iterator[Fault]:
    """A fault for each destination of another region, and for one of a mapping that is FIFO."""
    for name in ("OnFailure", "OnSuccess"):
        target = config[name]["Destination"]
        if target.given:
            yield from targets.elsewhere(target)
        if target.given and config.item.type == MAPPING:
            yield from targets.fifo(target, view)


TRUTH = Truth(
    id="LAMBDA-047",
    title="Destinations are of the function's region, and those of a mapping are standard",
    why="Lambda may refuse the destination, or drop what it cannot deliver: records carry no message group.",
    fix="Name a standard queue or topic, or a bucket, of the same region by GetAtt.",
    source="assumption: a dead-letter queue must be of the function's region and an invocation's destination standard"
    " (LAMBDA-008, LAMBDA-019); that of other regions and of mappings nothing is said",
    about=("AWS::Lambda::EventInvokeConfig", MAPPING),
    at="DestinationConfig",
    severity=Severity.WARNING,
    judge=judge,
)
