"""DDB-016: a table's name is free in every region where it or a replica of it is made."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.parts import TABLES
from tapstack.checks.truths.dynamodb.replicas import homes
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(name: Property, view: View) -> Iterator[Fault]:
    """A fault for each other table that takes the name in one of its regions."""
    own = set(homes(name.item))
    for other in view.all(*TABLES):
        if other is name.item or not other.certain or other["TableName"].pattern != name.pattern:
            continue
        shared = sorted(own & set(homes(other)))
        if shared:
            yield Fault(name, f"{other} makes the table {name.shown} too, in {', '.join(shared)}.")


TRUTH = Truth(
    id="DDB-016",
    title="A table's name is free in every region where it or a replica of it is made",
    why="DynamoDB refuses the second table or replica: it exists already. A global table is made by one stack only.",
    fix="Make the global table in one region's stack alone, under a condition, and no table of its name elsewhere.",
    source="AWS::DynamoDB::GlobalTable documentation (the stack of one region controls all replicas; the name must be"
    " free in each replica's region)"
    " (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-globaltable.html)",
    about=TABLES,
    at="TableName",
    judge=judge,
)
