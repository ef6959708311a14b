"""The policies that stand at resources, as their services hold them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.access import Unread, policy
from tapstack.simulate.cloud.role import looking

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.permissions.identities import Parts
    from tapstack.simulate.cloud import Cloud

Read = Callable[["Cloud", str, str], Any]
"""The document at the resource of an ARN, in a region; nothing where it has none. Raises ClientError."""


def _bucket(cloud: Cloud, region: str, arn: str) -> Any:
    """That of a bucket is that of its objects; jobs have none."""
    bucket = arn.partition(":::")[2].partition("/")[0]
    return cloud.client("s3", region).get_bucket_policy(Bucket=bucket)["Policy"] if bucket else None


def _key(cloud: Cloud, region: str, arn: str) -> Any:
    return cloud.client("kms", region).get_key_policy(KeyId=arn, PolicyName="default")["Policy"]


def _queue(cloud: Cloud, region: str, arn: str) -> Any:
    client = cloud.client("sqs", region)
    url = client.get_queue_url(QueueName=arn.rpartition(":")[2])["QueueUrl"]
    return client.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"]).get("Attributes", {}).get("Policy")


def _topic(cloud: Cloud, region: str, arn: str) -> Any:
    return cloud.client("sns", region).get_topic_attributes(TopicArn=arn)["Attributes"].get("Policy")


def _function(cloud: Cloud, region: str, arn: str) -> Any:
    if ":function:" not in arn:
        return None
    name, _, qualifier = arn.partition(":function:")[2].partition(":")
    asked = {"Qualifier": qualifier} if qualifier and qualifier != "$LATEST" else {}
    return cloud.client("lambda", region).get_policy(FunctionName=name, **asked)["Policy"]


def _bus(cloud: Cloud, region: str, arn: str) -> Any:
    if ":event-bus/" not in arn:
        return None
    return cloud.client("events", region).describe_event_bus(Name=arn.partition(":event-bus/")[2]).get("Policy")


def _vault(cloud: Cloud, region: str, arn: str) -> Any:
    """Nothing of moto: the world's records do."""
    kept = cloud.records.get(region, "AWS::Backup::BackupVault", arn.rpartition(":")[2]) or {}
    return kept.get("AccessPolicy") if ":backup-vault:" in arn else None


def _table(cloud: Cloud, region: str, arn: str) -> Any:
    """That of an index is that of its table."""
    table = arn.partition("/index/")[0]
    return cloud.client("dynamodb", region).get_resource_policy(ResourceArn=table).get("Policy")


def _stream(cloud: Cloud, region: str, arn: str) -> Any:
    return cloud.client("kinesis", region).get_resource_policy(ResourceARN=arn).get("Policy")


def _secret(cloud: Cloud, region: str, arn: str) -> Any:
    return cloud.client("secretsmanager", region).get_resource_policy(SecretId=arn).get("ResourcePolicy")


_READ: Mapping[str, Read] = MappingProxyType(
    {
        "backup": _vault,
        "dynamodb": _table,
        "events": _bus,
        "kinesis": _stream,
        "kms": _key,
        "lambda": _function,
        "s3": _bucket,
        "secretsmanager": _secret,
        "sns": _topic,
        "sqs": _queue,
    }
)

UNTOLD = ("backup",)
"""Services whose policies stand in the world's records, which change without a call: they are read each time."""
_NOTHING = ("NotFound", "NonExistent", "DoesNotExist", "NoSuch")
"""In the codes by which services say that a resource, or a policy of it, is not there."""


class Places:
    """Resources by their ARNs; each document is read once until its service's are forgotten."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._known: dict[str, dict[tuple[str, str], Parts]] = {}

    def forget(self, service: str) -> None:
        """A policy of the service has changed."""
        self._known.pop(service, None)

    def of(self, resource: str, region: str) -> Parts:
        """The statements at a resource; none where it has no policy, or is not there."""
        service = resource.split(":", 3)[2] if resource.startswith("arn:") else ""
        read = _READ.get(service)
        if read is None:
            return ()
        region = resource.split(":", 4)[3] or region
        place = (region, resource.partition("/")[0] if service == "s3" else resource)
        known = self._known.setdefault(service, {})
        if place not in known or service in UNTOLD:
            with looking():
                known[place] = self._document(read, *place)
        return known[place]

    def _document(self, read: Read, region: str, arn: str) -> Parts:
        try:
            found = read(self._cloud, region, arn)
        except ClientError as error:
            code = error.response["Error"]["Code"]
            return () if any(word in code for word in _NOTHING) else (Unread(f"its policy cannot be read: {error}"),)
        return tuple(policy(found, "resource policy")) if found else ()
