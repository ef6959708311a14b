"""CFN-003: CloudFormation waits for as long as the function may take."""

from collections.abc import Iterator

from tapstack.checks.truths.cfn.providers import provider
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_THREE_SECONDS = 3


def judge(custom: Property, view: View) -> Iterator[Fault]:
    """A fault for a function that may still be at work when CloudFormation has given up."""
    timeout = custom["ServiceTimeout"]
    if not timeout.given:
        return
    function = provider(custom["ServiceToken"], view)
    seconds = function["Timeout"].number_or(_THREE_SECONDS) if function else 0
    if seconds > timeout.number:
        message = f"ServiceTimeout is {timeout.shown} s, and {function} may take {seconds:g} s."
        yield Fault(timeout, message)


TRUTH = Truth(
    id="CFN-003",
    title="A custom resource's ServiceTimeout is not shorter than the timeout of its function",
    why="CloudFormation gives up and rolls back while the function goes on, and what it makes is left behind.",
    fix="Raise ServiceTimeout above the function's Timeout, or lower the latter.",
    source="assumption: a function needs the time that it is given; CloudFormation Template Reference"
    " AWS::CloudFormation::CustomResource.ServiceTimeout",
    about=("Custom::*",),
    judge=judge,
    severity=Severity.WARNING,
)
