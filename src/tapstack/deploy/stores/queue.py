"""SQS queues, by URL, or by name where the URL is not known.

Source: botocore sqs, GetQueueAttributes (numbers are approximate), DeleteQueue (a queue of the same name can be made
after 60 seconds).
"""

from __future__ import annotations

from typing import Any

from tapstack.deploy.stores.access import Access, Wishes
from tapstack.deploy.stores.outcome import ABSENT, DELETED, Outcome
from tapstack.deploy.stores.refusals import if_there
from tapstack.deploy.stores.seen import Seen
from tapstack.facts.regions import url_suffix

_GONE = ("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist")
_NUMBERS = ("", "NotVisible", "Delayed")


def look(access: Access, name: str) -> Seen | None:
    """The queue; ``name`` of what is seen is its URL."""
    url = _url(access, name)
    if url is None:
        return None
    client = access.client("sqs")
    answer = if_there(lambda: client.get_queue_attributes(QueueUrl=url, AttributeNames=["All"]), _GONE)
    if answer is None:
        return None
    told: dict[str, Any] = answer["Attributes"]
    return Seen(
        name=url,
        arn=told["QueueArn"],
        region=access.region,
        also=(f"https://sqs.{access.region}.{url_suffix(access.region)}/{access.account_id}/{url.rsplit('/', 1)[-1]}",),
        unit="messages",
        count=sum(int(told.get(f"ApproximateNumberOfMessages{part}", 0)) for part in _NUMBERS),
        key=told.get("KmsMasterKeyId"),
    )


def remove(access: Access, name: str, wishes: Wishes) -> Outcome:  # noqa: ARG001  as all stores
    """Delete it with its messages."""
    url = _url(access, name)
    if url is None:
        return Outcome(ABSENT, "No such queue.")
    if_there(lambda: access.client("sqs").delete_queue(QueueUrl=url), _GONE)
    return Outcome(DELETED, "Its name can be used again after 60 seconds.")


def _url(access: Access, name: str) -> str | None:
    """The URL that the service gives now: the host in another one may be of another endpoint."""
    plain = name.rsplit("/", 1)[-1]
    client = access.client("sqs")
    answer = if_there(lambda: client.get_queue_url(QueueName=plain), _GONE)
    return None if answer is None else str(answer["QueueUrl"])
