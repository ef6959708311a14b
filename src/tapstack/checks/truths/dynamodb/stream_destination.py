"""DDB-017: the Kinesis stream that a table's changes go to exists in its region."""

from collections.abc import Iterator

from tapstack.checks.truths import arns
from tapstack.checks.truths.dynamodb.parts import TABLES
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(table: Property, view: View) -> Iterator[Fault]:
    """A fault for a stream elsewhere, that no stack makes, or that comes later."""
    yield from _wrong(table["KinesisStreamSpecification.StreamArn"], table.item.region, view)
    for replica in table["Replicas"].items:
        stream = replica["KinesisStreamSpecification.StreamArn"]
        if stream.given:
            yield from _wrong(stream, replica["Region"].text, view)


def _wrong(stream: Property, region: str, view: View) -> Iterator[Fault]:
    if not stream.given:
        return
    where = arns.region(stream)
    if where and where != region:
        yield Fault(stream, f"The stream {stream.shown} lies in {where}, the table in {region}.")
        return
    found = view.find(stream, "AWS::Kinesis::Stream", region=region)
    if found is None:
        yield Fault(stream, f"No stack makes the stream {stream.shown}.")
    elif not view.before(stream.item, found):
        yield Fault(stream, f"The stream {found} is not surely there yet when {stream.item} is made.")


TRUTH = Truth(
    id="DDB-017",
    title="The Kinesis stream of a table exists in the table's region before it",
    why="DynamoDB refuses the destination, and the stack fails.",
    fix="Refer to a stream of the same region with GetAtt; a replica needs a stream of its own region.",
    source="DynamoDB developer guide"
    " (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html): only streams of the"
    " table's own account and region",
    about=TABLES,
    judge=judge,
)
