"""LAMBDA-015: provisioned concurrency fits into what is reserved."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_.functions import ALIAS, VERSION, function_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_COUNT = "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions"


def judge(qualified: Property, view: View) -> Iterator[Fault]:
    """A fault for an alias of $LATEST, a function with snapshots, and more than the function reserves."""
    count = qualified[_COUNT]
    if not count.given:
        return
    if qualified["FunctionVersion"].equals("$LATEST"):
        yield Fault(count, "Concurrency is provisioned for $LATEST; it must be a published version.")
    function = function_of(qualified["FunctionName"], view)
    if function is None:
        return
    if function["SnapStart.ApplyOn"].equals("PublishedVersions"):
        yield Fault(count, f"Concurrency is provisioned, but {function} has SnapStart.")
    reserved = function["ReservedConcurrentExecutions"]
    if reserved.given and count.number > reserved.number:
        yield Fault(count, f"{count.shown} are provisioned, but {function} reserves {reserved.shown}.")


TRUTH = Truth(
    id="LAMBDA-015",
    title="Provisioned concurrency is for a published version, without SnapStart, within the reserved concurrency",
    why="Lambda refuses the configuration.",
    fix="Raise the reserved concurrency, publish a version, or remove SnapStart.",
    source="Lambda developer guide, provisioned concurrency (not beyond the reserved, not for $LATEST) and SnapStart"
    " (https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html)",
    about=(ALIAS, VERSION),
    judge=judge,
)
