"""RES-02, RES-03: a global table with data of the Union is written in the Union only."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.controls.replication.every_region import GLOBAL_TABLE
from tapstack.checks.controls.residency.union import UNION, is_nobodys
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(table: Property, _: View) -> Iterator[Fault]:
    """A fault for each replica outside the Union of a table that holds its data."""
    replicas = {replica["Region"].text: replica for replica in table["Replicas"].items}
    homes = [region for region, replica in replicas.items() if region in UNION and not is_nobodys(replica)]
    if not homes:
        raise NotAskedError(f"{table.item} holds no data of the Union")
    where = " and ".join(homes)
    for region, replica in replicas.items():
        if region not in UNION:
            message = f"{table.item.logical_id} has a replica in {region}: what is written in {where} goes there."
            yield Fault(replica, message)


CONTROL = ControlCheck(
    name="GLOBAL_TABLE_KEEPS_UNION_DATA",
    title="A global table with a replica in the Union has all of them there",
    why="Every replica takes writes and passes them to all others: what is written in the Union is in the third country"
    " a second later, and somebody must have found a legal basis for that.",
    fix="Keep data of the Union in a table of its own, or have the transfer accepted by a waiver that says on which"
    " basis.",
    source="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html; GDPR,"
    " Article 44 (https://gdprhub.eu/index.php?title=Article_44_GDPR). Assumption: a replica in the Union has its data"
    " unless its tag DataClassification says Operational or Public",
    controls=("RES-02", "RES-03"),
    about=(GLOBAL_TABLE,),
    judge=judge,
)
