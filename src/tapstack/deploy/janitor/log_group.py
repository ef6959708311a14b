"""Log groups: a function or a flow log that ends after its stack makes its group again, without tags."""

from __future__ import annotations

from tapstack.deploy.stores import DELETED, Access, Outcome, Seen, Wishes
from tapstack.deploy.stores.refusals import if_there

_GONE = ("ResourceNotFoundException",)


def look(access: Access, name: str) -> Seen | None:
    """The group, with the bytes that it holds."""
    rows = access.client("logs").describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    found = next((row for row in rows if row["logGroupName"] == name), None)
    if found is None:
        return None
    return Seen(name=name, arn=found["arn"], region=access.region, unit="events", size=found.get("storedBytes"))


def remove(access: Access, name: str, wishes: Wishes) -> Outcome:  # noqa: ARG001  as all stores
    """Delete it with its events."""
    if_there(lambda: access.client("logs").delete_log_group(logGroupName=name), _GONE)
    return Outcome(DELETED)
