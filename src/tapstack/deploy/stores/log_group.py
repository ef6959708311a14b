"""Log groups: they go with their events.

Source: botocore logs, DescribeLogGroups (storedBytes), DeleteLogGroup.
"""

from __future__ import annotations

from tapstack.deploy.stores.access import Access, Wishes
from tapstack.deploy.stores.outcome import ABSENT, DELETED, Outcome
from tapstack.deploy.stores.refusals import if_there
from tapstack.deploy.stores.seen import Seen

_GONE = ("ResourceNotFoundException",)


def look(access: Access, name: str) -> Seen | None:
    """The log group of exactly this name."""
    pages = access.client("logs").get_paginator("describe_log_groups").paginate(logGroupNamePrefix=name)
    for one in (group for page in pages for group in page["logGroups"]):
        if one["logGroupName"] == name:
            arn = one["arn"].removesuffix(":*")
            notes = (f"It holds {one.get('storedBytes', 0)} bytes.",)
            return Seen(name, arn, access.region, unit="events", key=one.get("kmsKeyId"), notes=notes)
    return None


def remove(access: Access, name: str, wishes: Wishes) -> Outcome:  # noqa: ARG001  as all stores
    """Delete it."""
    client = access.client("logs")
    answer = if_there(lambda: client.delete_log_group(logGroupName=name), _GONE)
    return Outcome(ABSENT, "No such log group.") if answer is None else Outcome(DELETED)
