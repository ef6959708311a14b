"""DDB-011: the attribute that items expire by holds numbers."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(expiry: Property, _: View) -> Iterator[Fault]:
    """A fault if it is also a key of another type."""
    if not expiry["Enabled"].flag:
        return
    name = expiry["AttributeName"]
    for each in expiry.item["AttributeDefinitions"].items:
        if each["AttributeName"].equals(name) and not each["AttributeType"].equals("N"):
            kind = each["AttributeType"].shown
            yield Fault(name, f"Items expire by {name.shown}, which is defined as {kind}; only numbers count.")


TRUTH = Truth(
    id="DDB-011",
    title="The attribute of TimeToLiveSpecification is a number",
    why="DynamoDB takes the table, but no item ever expires: it reads the time as a number of seconds.",
    fix="Use another attribute, of type N, with the Unix time in seconds.",
    source="DynamoDB developer guide, Time to Live: the attribute must have the Number data type"
    " (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html)",
    about=TABLES,
    at="TimeToLiveSpecification",
    judge=judge,
    later=True,
)
