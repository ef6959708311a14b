"""What a bucket tells of replication: topics, queues and functions that it names. EventBridge is told none of it.

Source: S3 User Guide, "Supported event types", "Receiving replication failure events" (the message) and "Using
EventBridge" (events of replication are not among those it gets). OperationNotTracked is never told: when S3 gives up
tracking is written nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.objects.task import Task

_S3 = "s3.amazonaws.com"
_SUBJECT = "Amazon S3 Notification"


def notify(life: Life, task: Task, what: str, reason: str = "") -> None:
    """Tell of an event of replication, such as OperationFailedReplication, for a reason of S3's."""
    bucket, region = task.rule.bucket, life.objects.region(task.rule.bucket)
    if not region:
        return
    told = life.client("s3", region).get_bucket_notification_configuration(Bucket=bucket)
    event, source = f"s3:Replication:{what}", f"arn:aws:s3:::{bucket}"
    for one in _wanting(told.get("TopicConfigurations"), event, task.key):
        message = json.dumps(_message(life, task, what, reason, one))
        life.topics.publish(region, one["TopicArn"], message, subject=_SUBJECT, principal=_S3, source_arn=source)
    for one in _wanting(told.get("QueueConfigurations"), event, task.key):
        message = json.dumps(_message(life, task, what, reason, one))
        life.queues.send(one["QueueArn"], message, principal=_S3, source_arn=source)
    for one in _wanting(told.get("LambdaFunctionConfigurations"), event, task.key):
        payload = _message(life, task, what, reason, one)
        life.functions.send(one["LambdaFunctionArn"], payload, principal=_S3, source_arn=source)


def _wanting(configurations: Any, event: str, key: str) -> Iterator[Mapping[str, Any]]:
    """Those that name the event, or all of its kind, and the key."""
    for one in configurations or ():
        named = any(event == name or (name.endswith("*") and event.startswith(name[:-1])) for name in one["Events"])
        narrowed = one.get("Filter", {}).get("Key", {}).get("FilterRules", ())
        if named and all(_passes(key, rule) for rule in narrowed):
            yield one


def _passes(key: str, rule: Mapping[str, str]) -> bool:
    value = rule.get("Value", "")
    return key.startswith(value) if rule["Name"].lower() == "prefix" else key.endswith(value)


def _message(life: Life, task: Task, what: str, reason: str, by: Mapping[str, Any]) -> dict[str, Any]:
    rule = task.rule
    replication = {
        "replicationRuleId": rule.id,
        "destinationBucket": f"arn:aws:s3:::{rule.destination}",
        "s3Operation": task.operation,
        "requestTime": _time(life, task.since),
        **({"failureReason": reason} if reason else {}),
    }
    bucket = {
        "name": rule.bucket,
        "ownerIdentity": {"principalId": life.cloud.account_id},
        "arn": f"arn:aws:s3:::{rule.bucket}",
    }
    thing = {"key": task.key, "size": task.size, "eTag": task.etag, "versionId": task.version_id}
    record = {
        "eventVersion": "2.2",
        "eventSource": "aws:s3",
        "awsRegion": life.objects.region(rule.bucket),
        "eventTime": _time(life, life.clock.seconds),
        "eventName": f"Replication:{what}",
        "userIdentity": {"principalId": _S3},
        "requestParameters": {"sourceIPAddress": _S3},
        "s3": {"s3SchemaVersion": "1.0", "configurationId": by.get("Id", ""), "bucket": bucket, "object": thing},
        "replicationEventData": replication,
    }
    return {"Records": [record]}


def _time(life: Life, seconds: float) -> str:
    moment = life.clock.moment - timedelta(seconds=life.clock.seconds - seconds)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
