"""DDB-007: what an index projects is said in one way."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES, indexes
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_MOST = 20


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for INCLUDE without attributes, attributes without INCLUDE, and too many of them."""
    for index in indexes(table):
        projection = index["Projection"]
        kind, listed = projection["ProjectionType"], projection["NonKeyAttributes"]
        count = len(listed.items)
        if not kind.given:
            yield Fault(projection, "The projection has no ProjectionType.")
        elif kind.equals("INCLUDE") and not count:
            yield Fault(projection, "The projection is INCLUDE, but has no NonKeyAttributes.")
        elif count and not kind.equals("INCLUDE"):
            yield Fault(listed, f"The projection is {kind.shown}, but has NonKeyAttributes.")
        if count > _MOST:
            yield Fault(listed, f"The projection names {count} attributes; {_MOST} are allowed.")


TRUTH = Truth(
    id="DDB-007",
    title="A projection names attributes if, and only if, it is INCLUDE, and at most 20",
    why="DynamoDB refuses the index: a projection without its attributes, or attributes that its type does not take.",
    fix="Write ProjectionType: INCLUDE with NonKeyAttributes, or ALL or KEYS_ONLY without.",
    source="botocore dynamodb Projection (NonKeyAttributes only apply to INCLUDE; the list has 1 to 20 members);"
    " aws/aws-cdk#760",
    about=TABLES,
    judge=judge,
)
