"""LAMBDA-045: what a function fails at does not come back to it."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_.event_sources import MAPPING, kind_of, source_of
from tapstack.checks.truths.lambda_.functions import function_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault for a queue that the function reads and that is its dead-letter queue too."""
    function = function_of(mapping["FunctionName"], view)
    target = function["DeadLetterConfig.TargetArn"] if function else mapping["Absent"]
    if not target.given or kind_of(mapping, view) != "sqs":
        return
    queue = source_of(mapping, view)
    if queue is not None and view.find(target, "AWS::SQS::Queue", "AWS::SNS::Topic") is queue:
        yield Fault(target, f"{function} reads {queue} and sends there what it failed at.")


TRUTH = Truth(
    id="LAMBDA-045",
    title="The dead-letter queue of a function is not a queue that it reads",
    why="Events that fail go in circles and are paid for again and again; nobody looks at them.",
    fix="Give the function a dead-letter queue of its own.",
    source="assumption: Lambda developer guide, recursive loop detection (queues that a function feeds and reads)"
    " (https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html); that it is never meant",
    about=(MAPPING,),
    severity=Severity.WARNING,
    judge=judge,
)
