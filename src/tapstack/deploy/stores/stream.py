"""Kinesis streams: they go with their records and registered consumers.

Source: botocore kinesis, DescribeStreamSummary (no number of records is told), DeleteStream (EnforceConsumerDeletion).
"""

from __future__ import annotations

from typing import Any

from tapstack.deploy.stores.access import Access, Wishes
from tapstack.deploy.stores.outcome import ABSENT, DELETED, UNDER_WAY, Outcome
from tapstack.deploy.stores.refusals import if_there
from tapstack.deploy.stores.seen import Seen

_GONE = ("ResourceNotFoundException",)


def look(access: Access, name: str) -> Seen | None:
    """The stream, with its shards and how long it keeps records."""
    about = _about(access, name)
    if about is None:
        return None
    kept = f"{about.get('OpenShardCount')} shards keep records for {about.get('RetentionPeriodHours')} hours."
    return Seen(
        name=name,
        arn=about["StreamARN"],
        region=access.region,
        unit="records",
        state=about["StreamStatus"],
        key=about.get("KeyId"),
        notes=(kept,),
    )


def remove(access: Access, name: str, wishes: Wishes) -> Outcome:  # noqa: ARG001  as all stores
    """Delete it and wait until it is gone; one that is being deleted is only waited for."""
    about = _about(access, name)
    if about is None:
        return Outcome(ABSENT, "No such stream.")
    if about["StreamStatus"] != "DELETING":
        client = access.client("kinesis")
        if_there(lambda: client.delete_stream(StreamName=name, EnforceConsumerDeletion=True), _GONE)
    if not access.wait_until(lambda: _about(access, name) is None):
        return Outcome(UNDER_WAY, "It is being deleted: look again later.")
    return Outcome(DELETED)


def _about(access: Access, name: str) -> dict[str, Any] | None:
    client = access.client("kinesis")
    answer = if_there(lambda: client.describe_stream_summary(StreamName=name), _GONE)
    return None if answer is None else answer["StreamDescriptionSummary"]
