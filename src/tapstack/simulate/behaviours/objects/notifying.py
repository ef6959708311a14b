"""What a bucket tells of replication: topics, queues, functions that it names, and EventBridge.

Source: S3 User Guide, "Supported event types" and "Event message structure".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.objects.carrying import Task

_S3 = "s3.amazonaws.com"


def notify(life: Life, task: Task, what: str) -> None:
    """Tell of an event of replication, such as OperationFailedReplication."""
    bucket, region = task.rule.bucket, life.objects.region(task.rule.bucket)
    told = life.client("s3", region).get_bucket_notification_configuration(Bucket=bucket)
    event, source = f"s3:Replication:{what}", f"arn:aws:s3:::{bucket}"
    record = {
        "eventSource": "aws:s3",
        "awsRegion": region,
        "eventName": f"Replication:{what}",
        "s3": {"bucket": {"name": bucket, "arn": source}, "object": {"key": task.key, "versionId": task.version_id}},
        "replicationEventData": {"replicationRuleId": task.rule.id, "destinationBucket": task.rule.destination},
    }
    message = {"Records": [record]}
    for one in _wanting(told.get("TopicConfigurations"), event):
        life.topics.publish(
            region,
            one["TopicArn"],
            json.dumps(message),
            subject="Amazon S3 Notification",
            principal=_S3,
            source_arn=source,
        )
    for one in _wanting(told.get("QueueConfigurations"), event):
        life.queues.send(one["QueueArn"], json.dumps(message), principal=_S3, source_arn=source)
    for one in _wanting(told.get("LambdaFunctionConfigurations"), event):
        life.functions.send(one["LambdaFunctionArn"], message, principal=_S3, source_arn=source)


def _wanting(configurations: Any, event: str) -> Iterator[Mapping[str, Any]]:
    """Those that name the event, or all of its kind."""
    for one in configurations or ():
        if any(event == name or (name.endswith("*") and event.startswith(name[:-1])) for name in one["Events"]):
            yield one
