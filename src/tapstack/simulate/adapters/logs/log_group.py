"""AWS::Logs::LogGroup."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import renamed
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, RefusedError, Wanted

# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/protecting-log-groups-from-deletion.html
_PROTECTED = "Cannot delete log group with deletion protection enabled. Disable deletion protection first."


class LogGroup(Adapter):
    """A log group; Ref gives its name."""

    type = "AWS::Logs::LogGroup"
    carried = frozenset({"LogGroupName", "RetentionInDays", "KmsKeyId", "Tags"})
    recorded = frozenset(
        {
            *("BearerTokenAuthenticationEnabled", "DataProtectionPolicy", "DeletionProtectionEnabled"),
            *("FieldIndexPolicies", "LogGroupClass", "ResourcePolicyDocument"),
        }
    )

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateLogGroup, then its retention."""
        given, client = wanted.properties, bench.client("logs")
        name = given.get("LogGroupName") or generated(bench.owner, wanted, 512)
        key = {"kmsKeyId": given["KmsKeyId"]} if given.get("KmsKeyId") else {}
        client.create_log_group(logGroupName=name, tags=tags(bench, wanted), **key)
        made = Made(name, {"Arn": bench.arn("logs", f"log-group:{name}:*")})
        with self.begun(made):
            if given.get("RetentionInDays"):
                self._retain(client, name, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Retention, key and tags by their own calls."""
        client, name, given = bench.client("logs"), made.physical_id, wanted.properties
        self._retain(client, name, given)
        if given.get("KmsKeyId") != before.properties.get("KmsKeyId"):
            if given.get("KmsKeyId"):
                client.associate_kms_key(logGroupName=name, kmsKeyId=given["KmsKeyId"])
            else:
                client.disassociate_kms_key(logGroupName=name)
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_log_group(logGroupName=name, tags=gone)
        if new:
            client.tag_log_group(logGroupName=name, tags=new)
        return made

    def _retain(self, client: Any, name: str, given: Any) -> None:
        days = given.get("RetentionInDays")
        if days:
            client.put_retention_policy(logGroupName=name, retentionInDays=days)
        else:
            client.delete_retention_policy(logGroupName=name)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteLogGroup, with its events; refused while it is protected."""
        client, name = bench.client("logs"), made.physical_id
        try:
            left = client.list_tags_log_group(logGroupName=name)["tags"]
            if wanted.properties.get("DeletionProtectionEnabled") is True:
                raise RefusedError("ValidationException", _PROTECTED, service="CloudWatchLogs")
            if left:  # moto would keep them for the next group of that name
                client.untag_log_group(logGroupName=name, tags=list(left))
            client.delete_log_group(logGroupName=name)
        except client.exceptions.ResourceNotFoundException:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeLogGroups."""
        client, name = bench.client("logs"), made.physical_id
        pairs = client.list_tags_log_group(logGroupName=name)["tags"]
        groups = client.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
        group = next(one for one in groups if one["logGroupName"] == name)
        names = {"logGroupName": "LogGroupName", "kmsKeyId": "KmsKeyId", "retentionInDays": "RetentionInDays"}
        return renamed(group, names) | {"Tags": told(bench, listed(pairs), wanted=wanted)}
