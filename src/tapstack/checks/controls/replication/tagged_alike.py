"""REP-10: the replicas of a global table are tagged alike."""

from collections.abc import Iterator, Mapping

from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.controls.replication.every_region import GLOBAL_TABLE
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import alike


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for each tag of a replica that another has not, or has with another value."""
    replicas = table["Replicas"].items
    if len(replicas) < 2:
        raise NotAskedError(f"{table.item} has one replica")
    tags = [_tags(replica) for replica in replicas]
    names = dict.fromkeys(name for one in tags for name in one)
    yield from one_by_one(names, lambda name: _compared(name, replicas, tags))


def _tags(replica: Property) -> Mapping[str, str]:
    """Its tags; where a value names the replica's region, it means its own, as the others mean theirs."""
    region = replica["Region"].text
    return {tag["Key"].text: tag["Value"].pattern.replace(region, "${Region}") for tag in replica["Tags"].items}


def _compared(name: str, replicas: tuple[Property, ...], tags: list[Mapping[str, str]]) -> Iterator[Fault]:
    first = next(one[name] for one in tags if name in one)
    for replica, own in zip(replicas, tags, strict=True):
        if name not in own:
            yield Fault(replica, f"The replica in {replica['Region'].shown} has no tag {name}; others have.")
            continue
        same = alike(own[name], first)
        if same is None:
            raise replica["Tags"].unknown()
        if not same:
            yield Fault(replica["Tags"], f"The tag {name} of the replica in {replica['Region'].shown} differs.")


CONTROL = ControlCheck(
    name="GLOBAL_TABLE_REPLICAS_TAGGED_ALIKE",
    title="The replicas of a global table have the same tags",
    why="Backups, costs and what may be where are decided by tags: after a failover they are decided otherwise.",
    fix="Give every replica the same tags; a value that names a region names the replica's own.",
    source="resource schema AWS::DynamoDB::GlobalTable, ReplicaSpecification.Tags (each replica has its own);"
    " https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-globaltable-replicaspecification.html",
    controls=("REP-10",),
    about=(GLOBAL_TABLE,),
    judge=judge,
)
