"""REP-10: the replicas of a global table are tagged alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

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
    tags = [_Tags(replica, {tag["Key"].text: tag["Value"] for tag in replica["Tags"].items}) for replica in replicas]
    names = dict.fromkeys(name for one in tags for name in one.values)
    yield from one_by_one(names, lambda name: _compared(name, tags))


class _Tags(NamedTuple):
    """The tags of a replica."""

    replica: Property
    values: Mapping[str, Property]

    def meant(self, name: str) -> str:
        """The value of a tag, the replica's own region in it replaced by what stands for any."""
        return self.values[name].pattern.replace(self.replica["Region"].text, "${Region}")


def _compared(name: str, tags: list[_Tags]) -> Iterator[Fault]:
    first = next(one.meant(name) for one in tags if name in one.values)
    for own in tags:
        where = own.replica["Region"].shown
        if name not in own.values:
            yield Fault(own.replica, f"The replica in {where} has no tag {name}; others have.")
            continue
        same = alike(own.meant(name), first)
        if same is None:
            raise own.values[name].unknown()
        if not same:
            yield Fault(own.values[name], f"The tag {name} of the replica in {where} differs.")


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
