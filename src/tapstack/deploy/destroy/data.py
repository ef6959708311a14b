"""The stores that the user named, removed: before the stacks what goes with them, after the stacks what stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tapstack.deploy.destroy.fate import DELETED
from tapstack.deploy.errors import DeployError, told
from tapstack.deploy.purge.run import purge
from tapstack.deploy.retained import Found, access_to, find, retained
from tapstack.deploy.stores import Wishes, kind_of

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.destroy.plan import Plan
    from tapstack.deploy.purge.row import Row
    from tapstack.render import Stack


def empty(connection: Connection, plan: Plan, named: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Remove those that go with their stack: CloudFormation cannot delete what is full or protected.

    Raises DeployError where one does not go.
    """
    for one in plan.fates:
        kind = kind_of(one.type)
        if one.logical_id not in named or one.fate != DELETED or kind is None:
            continue
        with told(f"remove {one.logical_id} in {one.region}"):
            outcome = kind.remove(access_to(connection, one.region), one.physical_id, Wishes())
        if not outcome.is_over:
            message = f"{one.logical_id} in {one.region} does not go: {outcome.why}"
            raise DeployError(message, remedy="Mend that, then run the same command again.")
        place = {"region": one.region, "logical_id": one.logical_id, "physical_id": one.physical_id}
        yield {**place, "type": one.type, **outcome.to_json()}


def remove(
    connection: Connection, stacks: Mapping[str, Stack], rows: Sequence[Mapping[str, Any]], named: Sequence[str]
) -> Iterator[Row]:
    """Remove those that were retained, once their stacks are gone; a key only after what it encrypts.

    ``rows`` are the retained resources of ``reports/destroy.json``; ``stacks`` what was rendered, by region, in the
    order of deletion.
    """
    found: list[Found] = []
    for region, stack in stacks.items():
        given = {row["logical_id"]: [row["physical_id"]] for row in rows if row["region"] == region}
        wanted = [one for one in retained(stack) if one.logical_id in given]
        found += reversed(find(connection, wanted, given))
    going = [one for one in found if one.retained.logical_id in named]
    yield from purge(connection, going, [one for one in found if one not in going], Wishes())


def row_json(row: Row) -> dict[str, Any]:
    """A row of the report."""
    told_ = row.to_json()
    place = {"region": told_["region"], "logical_id": told_["logicalId"], "physical_id": told_["name"]}
    return {**place, "type": told_["type"], "status": told_["status"], "why": told_["why"], "until": told_["until"]}
