"""LAMBDA-039: a table that feeds a function has a stream."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_.event_sources import MAPPING, source_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(arn: Property, view: View) -> Iterator[Fault]:
    """A fault for a table without, and for the ARN of the table itself."""
    found = source_of(arn.item.properties, view)
    if found is None or not found.type.startswith("AWS::DynamoDB::"):
        return
    if not found["StreamSpecification"].given:
        yield Fault(arn, f"{found} has no StreamSpecification.")
    elif arn.pattern.startswith("arn:") and "/stream/" not in arn.pattern:
        yield Fault(arn, f"{arn.shown} is the table's ARN; a mapping reads its stream.")


TRUTH = Truth(
    id="LAMBDA-039",
    title="A mapping of a table names its stream, and the table has one",
    why="CloudFormation cannot give the stream's ARN, or Lambda refuses the ARN of a table.",
    fix="Add StreamSpecification to the table and write GetAtt Table.StreamArn.",
    source="resource schemas AWS::Lambda::EventSourceMapping, EventSourceArn (the ARN of the stream) and"
    " AWS::DynamoDB::Table, StreamSpecification (turns streaming on)",
    about=(MAPPING,),
    at="EventSourceArn",
    judge=judge,
)
