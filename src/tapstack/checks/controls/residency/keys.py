"""RES-05: keys of the Union exist in the Union only."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.controls.residency.union import UNION
from tapstack.checks.truths.kms.keys import region_of
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

KEY, REPLICA = "AWS::KMS::Key", "AWS::KMS::ReplicaKey"


def judge(key: Property, view: View) -> Iterator[Fault]:
    """A fault for a key of which one of primary and replica is in the Union and the other is not."""
    item = key.item
    if item.type == REPLICA:
        yield from _replica(key["PrimaryKeyArn"], view)
    elif item.region not in UNION:
        raise NotAskedError(f"{item} is not in the Union")
    elif key["MultiRegion"].flag:
        yield from one_by_one(view.all(REPLICA), lambda replica: _primary(key, replica, view))
        raise NotKnown(f"whether {item}, a multi-Region key, is replicated out of the Union is not known")


def _replica(primary: Property, view: View) -> Iterator[Fault]:
    here, there = primary.item.region, _home(primary, view)
    if here not in UNION and there not in UNION:
        raise NotAskedError(f"Neither {primary.item} nor its primary is in the Union")
    if (here in UNION) != (there in UNION):
        yield Fault(primary, f"{primary.item} has the material of a key in {there}.")


def _primary(key: Property, replica: Item, view: View) -> Iterator[Fault]:
    if replica.region not in UNION and view.find(replica["PrimaryKeyArn"], KEY) is key.item:
        yield Fault(key["MultiRegion"], f"{replica} has the material of {key.item}.")


def _home(primary: Property, view: View) -> str:
    """The region of a primary key. Raises NotKnown."""
    named = region_of(primary)
    found = None if named else view.find(primary, KEY)
    if not named and found is None:
        raise NotKnown(f"where {primary.shown} is, is not known: no stack makes it")
    return found.region if found else named


CONTROL = ControlCheck(
    name="UNION_KEY_STAYS_IN_THE_UNION",
    title="The material of a key of the Union is in no region outside it",
    why="Whoever can use the key in the other region, or can be made to, reads what is encrypted in the Union.",
    fix="Make a key of its own in each region, without MultiRegion; replicate keys within the Union only.",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html (all have the same"
    " key material)",
    controls=("RES-05",),
    about=(KEY, REPLICA),
    judge=judge,
)
