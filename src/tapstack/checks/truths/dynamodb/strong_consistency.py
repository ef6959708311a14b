"""DDB-039: a strongly consistent global table is in three regions."""

from collections.abc import Iterator

from tapstack.checks.truths.dynamodb.replicas import regions
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_PLACES = 3
_SETS = (
    {"us-east-1", "us-east-2", "us-west-2"},
    {"eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"},
    {"ap-northeast-1", "ap-northeast-2", "ap-northeast-3"},
)


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for wrong regions, a witness without strong consistency, and what strong consistency does not have."""
    witnesses = table["GlobalTableWitnesses"].items
    if not table["MultiRegionConsistency"].equals("STRONG"):
        if witnesses:
            yield Fault(table["GlobalTableWitnesses"], "The table has a witness, but is not STRONG.")
        return
    if table["TimeToLiveSpecification.Enabled"].flag:
        yield Fault(table["TimeToLiveSpecification"], "A strongly consistent table has no time to live.")
    if table["LocalSecondaryIndexes"].items:
        yield Fault(table["LocalSecondaryIndexes"], "A strongly consistent table has no local indexes.")
    places = regions(table) + [witness["Region"].text for witness in witnesses]
    if len(set(places)) != _PLACES or len(places) != _PLACES:
        yield Fault(table["Replicas"], f"Replicas and witness are in {', '.join(places)}; it must be three regions.")
    elif not any(one.issuperset(places) for one in _SETS):
        yield Fault(table["Replicas"], f"{', '.join(places)} do not belong to one set of regions.")


TRUTH = Truth(
    id="DDB-039",
    title="A STRONG global table is in three regions of one set, without time to live and local indexes",
    why="DynamoDB refuses the global table.",
    fix="Give it three replicas, or two and a witness in a third region; else leave MultiRegionConsistency out.",
    source="AWS::DynamoDB::GlobalTable GlobalTableWitness documentation (three replicas, or two and a witness,"
    " in one set of regions); DynamoDB developer guide, how global tables work, consistency modes (no TTL, no local"
    " indexes)"
    " (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html)",
    about=("AWS::DynamoDB::GlobalTable",),
    judge=judge,
)
