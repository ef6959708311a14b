"""ACCESS-022: the role of a subscription filter may put records."""

from collections.abc import Iterator

from tapstack.checks.truths.access.needs import faults
from tapstack.checks.truths.access.places import sending
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault where the role may not put records into the stream."""
    if properties["RoleArn"].given:
        needs = sending(properties["DestinationArn"], view, ("kinesis", "firehose"))
        yield from faults(properties["RoleArn"], needs, view)


TRUTH = Truth(
    id="ACCESS-022",
    title="The role of a subscription filter may put records into the stream that it feeds",
    why="CloudWatch Logs sends a test message when the filter is made and refuses it: it could not deliver; the stack"
    " fails.",
    fix="Permit the role kinesis:PutRecord on the stream, or firehose:PutRecord on the delivery stream.",
    source="awsdocs/amazon-cloudwatch-logs-user-guide#47 quotes the refusal (could not deliver test message)"
    " of a filter whose role lacks a permission",
    about=("AWS::Logs::SubscriptionFilter",),
    judge=judge,
)
