"""DDB-014: the key of a table is there, in its region, and can encrypt."""

from collections.abc import Iterator

from tapstack.checks.truths import keys
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(key: Property, view: View) -> Iterator[Fault]:
    """A fault for a key that the table cannot be made with."""
    yield from keys.faults(key, view, key.item.region)


TRUTH = Truth(
    id="DDB-014",
    title="The KMS key of a table exists in its region, is enabled and symmetric, before the table is made",
    why="DynamoDB asks for the key when the table is made, and refuses the table if it cannot use it.",
    fix="Name a symmetric key of the table's own region, by Ref or GetAtt; after an alias add DependsOn.",
    source="DynamoDB developer guide, encryption at rest: customer managed keys are symmetric keys of the table's"
    " region (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html)",
    about=("AWS::DynamoDB::Table",),
    at="SSESpecification.KMSMasterKeyId",
    judge=judge,
)
