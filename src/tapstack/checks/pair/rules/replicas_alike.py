"""PAIR-011: the replicas of a global table are protected alike."""

from collections.abc import Iterator

from tapstack.checks.pair.rule import Doubt, Outcome, PairRule, resources
from tapstack.checks.pair.settings import weaker_of
from tapstack.findings import Severity
from tapstack.graph.pair import Pair, Twin
from tapstack.graph.stackset import Item, NotKnown, Property


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for each protection that the replica of one region has and that of the other has not."""
    for region, item in twin.items.items():
        try:
            replicas = _by_region(item)
        except NotKnown as unknown:
            yield Doubt(region, region, (*twin.path, "Properties"), f"{unknown}.")
            continue
        if all(name in replicas for name in pair.regions):
            yield from weaker_of(pair, item, (replicas[pair.regions[0]], replicas[pair.regions[1]]))


def _by_region(item: Item) -> dict[str, Property]:
    return {replica["Region"].text: replica for replica in item["Replicas"].items}


def _tables(pair: Pair) -> Iterator[Twin]:
    return (twin for twin in resources(pair) if twin.type == "AWS::DynamoDB::GlobalTable")


RULE = PairRule(
    id="PAIR-011",
    title="The replicas of a global table are protected alike",
    why="Point-in-time recovery, deletion protection and keys are set for each replica; after a failover the table is"
    " the one that lacks them.",
    fix="Give every replica the same settings.",
    source="resource schema AWS::DynamoDB::GlobalTable, ReplicaSpecification (each replica has settings of its own)",
    about=_tables,
    judge=judge,
    severity=Severity.ERROR,
)
