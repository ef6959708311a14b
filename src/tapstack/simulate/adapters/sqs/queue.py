"""AWS::SQS::Queue."""

from __future__ import annotations

import json
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, Wanted

_ATTRIBUTES = (
    *("ContentBasedDeduplication", "DeduplicationScope", "DelaySeconds", "FifoQueue", "FifoThroughputLimit"),
    *("KmsDataKeyReusePeriodSeconds", "KmsMasterKeyId", "MaximumMessageSize", "MessageRetentionPeriod"),
    *("ReceiveMessageWaitTimeSeconds", "RedriveAllowPolicy", "RedrivePolicy", "SqsManagedSseEnabled"),
    "VisibilityTimeout",
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
        """CreateQueue takes everything."""
        fifo = wanted.properties.get("FifoQueue") is True
        name = wanted.properties.get("QueueName") or generated(bench.owner, wanted, 75) + (".fifo" if fifo else "")
        client = bench.client("sqs")
        url = client.create_queue(QueueName=name, Attributes=_attributes(wanted), tags=tags(bench, wanted))["QueueUrl"]
        return Made(url, {"Arn": bench.arn("sqs", name), "QueueName": name, "QueueUrl": url})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """SetQueueAttributes, with the default of each attribute that the template gives no more."""
        client, url = bench.client("sqs"), made.physical_id
        changed = {name: _DEFAULTS.get(name, "") for name in _attributes(before)} | _attributes(wanted)
        changed.pop("FifoQueue", None)
        client.set_queue_attributes(QueueUrl=url, Attributes=changed)
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if new:
            client.tag_queue(QueueUrl=url, Tags=new)
        if gone:
            client.untag_queue(QueueUrl=url, TagKeys=gone)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteQueue, messages and all."""
        client = bench.client("sqs")
        try:
            client.delete_queue(QueueUrl=made.physical_id)
        except client.exceptions.QueueDoesNotExist:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetQueueAttributes tells everything."""
        client, url = bench.client("sqs"), made.physical_id
        given = client.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        found: dict[str, Any] = {name: _parsed(name, given[name]) for name in _ATTRIBUTES if name in given}
        pairs = client.list_queue_tags(QueueUrl=url).get("Tags", {})
        return found | {"QueueName": made.attributes["QueueName"], "Tags": told(bench, listed(pairs))}


_DEFAULTS = {
    "DelaySeconds": "0",
    "KmsDataKeyReusePeriodSeconds": "300",
    "MaximumMessageSize": "262144",
    "MessageRetentionPeriod": "345600",
    "ReceiveMessageWaitTimeSeconds": "0",
    "VisibilityTimeout": "30",
}


def _attributes(wanted: Wanted) -> dict[str, str]:
    given = {name: wanted.properties[name] for name in _ATTRIBUTES if name in wanted.properties}
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
