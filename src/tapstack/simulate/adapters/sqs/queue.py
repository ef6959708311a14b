"""AWS::SQS::Queue."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.echo import echoed
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, RefusedError, Wanted

_ATTRIBUTES = (
    *("ContentBasedDeduplication", "DeduplicationScope", "DelaySeconds", "FifoQueue", "FifoThroughputLimit"),
    *("KmsDataKeyReusePeriodSeconds", "KmsMasterKeyId", "MaximumMessageSize", "MessageRetentionPeriod"),
    *("ReceiveMessageWaitTimeSeconds", "RedrivePolicy", "SqsManagedSseEnabled", "VisibilityTimeout"),
)
_WHOLE_NUMBERS = (
    *("DelaySeconds", "KmsDataKeyReusePeriodSeconds", "MaximumMessageSize", "MessageRetentionPeriod"),
    *("ReceiveMessageWaitTimeSeconds", "VisibilityTimeout"),
)


class Queue(Adapter):
    """A queue; Ref gives its URL."""

    type = "AWS::SQS::Queue"
    carried = frozenset({*_ATTRIBUTES, "QueueName", "Tags"})
    recorded = frozenset({"RedriveAllowPolicy"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateQueue, which gives back one of that name and those attributes if there is any: that is asked first."""
        client = bench.client("sqs")
        end = ".fifo" if wanted.properties.get("FifoQueue") is True else ""
        name = wanted.properties.get("QueueName") or generated(bench.owner, wanted, 80 - len(end)) + end
        if _exists(client, name):
            raise RefusedError("QueueAlreadyExists", f"A queue named {name} already exists", service="Sqs")
        url = client.create_queue(QueueName=name, Attributes=_attributes(wanted), tags=tags(bench, wanted))["QueueUrl"]
        return _made(bench, wanted, name, url)

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """SetQueueAttributes, with the default of each attribute that the template gives no more."""
        client, url = bench.client("sqs"), made.physical_id
        changed = {name: _DEFAULTS.get(name, "") for name in _attributes(before)} | _attributes(wanted)
        changed.pop("FifoQueue", None)
        policy = client.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"]).get("Attributes", {})
        client.set_queue_attributes(QueueUrl=url, Attributes=changed | policy)  # moto forgets a policy not sent again
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if new:
            client.tag_queue(QueueUrl=url, Tags=new)
        if gone:
            client.untag_queue(QueueUrl=url, TagKeys=gone)
        return _made(bench, wanted, made.attributes["QueueName"], url)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteQueue, messages and all."""
        client = bench.client("sqs")
        try:
            client.delete_queue(QueueUrl=made.physical_id)
        except client.exceptions.QueueDoesNotExist:
            return

    def adopt(self, bench: Bench, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """GetQueueUrl by the name at the end of the URL: which host tells the URL makes no difference."""
        name = identifier["QueueUrl"].rpartition("/")[2]
        return _made(bench, wanted, name, bench.client("sqs").get_queue_url(QueueName=name)["QueueUrl"])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetQueueAttributes tells everything."""
        client, url = bench.client("sqs"), made.physical_id
        given = client.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        found: dict[str, Any] = {name: _parsed(name, given[name]) for name in _ATTRIBUTES if name in given}
        pairs = client.list_queue_tags(QueueUrl=url).get("Tags", {})
        return found | {"QueueName": made.attributes["QueueName"], "Tags": told(bench, listed(pairs), wanted=wanted)}


# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
_DEFAULTS = {
    "ContentBasedDeduplication": "false",
    "DeduplicationScope": "queue",
    "FifoThroughputLimit": "perQueue",
    "SqsManagedSseEnabled": "true",
    "DelaySeconds": "0",
    "KmsDataKeyReusePeriodSeconds": "300",
    "MaximumMessageSize": "1048576",
    "MessageRetentionPeriod": "345600",
    "ReceiveMessageWaitTimeSeconds": "0",
    "VisibilityTimeout": "30",
}


def _exists(client: Any, name: str) -> bool:
    try:
        client.get_queue_url(QueueName=name)
    except client.exceptions.QueueDoesNotExist:
        return False
    return True


def _made(bench: Bench, wanted: Wanted, name: str, url: str) -> Made:
    return Made(url, {**echoed(wanted), "Arn": bench.arn("sqs", name), "QueueName": name, "QueueUrl": url})


def _attributes(wanted: Wanted) -> dict[str, str]:
    given = {name: wanted.properties[name] for name in _ATTRIBUTES if wanted.properties.get(name) is not None}
    if given.get("KmsMasterKeyId"):
        given.setdefault("SqsManagedSseEnabled", False)  # of the two kinds of encryption a queue has one
    return {name: _text(value) for name, value in given.items()}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value)


def _parsed(name: str, text: str) -> Any:
    if name in _WHOLE_NUMBERS:
        return int(text)
    if text in ("true", "false"):
        return text == "true"
    return json.loads(text) if text.startswith("{") else text
