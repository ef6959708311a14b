"""AWS::Kinesis::Stream."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.tags import changes, tags, told
from tapstack.simulate.resources import Made, Wanted

_HOURS = 24


class Stream(Adapter):
    """A stream; Ref gives its name."""

    type = "AWS::Kinesis::Stream"
    carried = frozenset(
        {
            *("Name", "StreamModeDetails", "ShardCount", "RetentionPeriodHours", "StreamEncryption"),
            *("DesiredShardLevelMetrics", "Tags"),
        }
    )
    recorded = frozenset({"MaxRecordSizeInKiB", "WarmThroughputMiBps"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateStream, then retention, encryption, metrics and tags."""
        given, client = wanted.properties, bench.client("kinesis")
        name = given.get("Name") or generated(bench.owner, wanted, 128)
        shards = {"ShardCount": given["ShardCount"]} if given.get("ShardCount") else {}
        mode = given.get("StreamModeDetails") or {"StreamMode": "PROVISIONED" if shards else "ON_DEMAND"}
        client.create_stream(StreamName=name, StreamModeDetails=mode, **shards)
        made = Made(name, {"Arn": bench.arn("kinesis", f"stream/{name}")})
        with self.begun(made):
            self._set(client, name, {}, given)
            client.add_tags_to_stream(StreamName=name, Tags=tags(bench, wanted) or {"-": "-"})
            if not tags(bench, wanted):
                client.remove_tags_from_stream(StreamName=name, TagKeys=["-"])
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Each part by its own call."""
        client, name, was, given = bench.client("kinesis"), made.physical_id, before.properties, wanted.properties
        if given.get("StreamModeDetails") != was.get("StreamModeDetails") and given.get("StreamModeDetails"):
            client.update_stream_mode(StreamARN=made.attributes["Arn"], StreamModeDetails=given["StreamModeDetails"])
        if given.get("ShardCount") and given["ShardCount"] != was.get("ShardCount"):
            client.update_shard_count(
                StreamName=name, TargetShardCount=given["ShardCount"], ScalingType="UNIFORM_SCALING"
            )
        self._set(client, name, was, given)
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.remove_tags_from_stream(StreamName=name, TagKeys=gone)
        if new:
            client.add_tags_to_stream(StreamName=name, Tags=new)
        return made

    def _set(self, client: Any, name: str, was: Any, given: Any) -> None:
        before, hours = was.get("RetentionPeriodHours", _HOURS), given.get("RetentionPeriodHours", _HOURS)
        if hours > before:
            client.increase_stream_retention_period(StreamName=name, RetentionPeriodHours=hours)
        elif hours < before:
            client.decrease_stream_retention_period(StreamName=name, RetentionPeriodHours=hours)
        self._encrypt(client, name, was.get("StreamEncryption"), given.get("StreamEncryption"))
        old, new = was.get("DesiredShardLevelMetrics") or [], given.get("DesiredShardLevelMetrics") or []
        if added := [metric for metric in new if metric not in old]:
            client.enable_enhanced_monitoring(StreamName=name, ShardLevelMetrics=added)
        if gone := [metric for metric in old if metric not in new]:
            client.disable_enhanced_monitoring(StreamName=name, ShardLevelMetrics=gone)

    def _encrypt(self, client: Any, name: str, was: Any, given: Any) -> None:
        if given == was:
            return
        if given:
            client.start_stream_encryption(StreamName=name, **given)
        else:
            client.stop_stream_encryption(StreamName=name, **was)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteStream, its consumers with it."""
        client = bench.client("kinesis")
        try:
            client.delete_stream(StreamName=made.physical_id, EnforceConsumerDeletion=True)
        except client.exceptions.ResourceNotFoundException:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeStreamSummary, and DescribeStream for what that leaves out."""
        client, name = bench.client("kinesis"), made.physical_id
        about = client.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]
        found: dict[str, Any] = {"Name": name, "RetentionPeriodHours": about["RetentionPeriodHours"]}
        found["StreamModeDetails"] = about["StreamModeDetails"]
        if found["StreamModeDetails"]["StreamMode"] == "PROVISIONED":
            found["ShardCount"] = about["OpenShardCount"]
        if about.get("EncryptionType", "NONE") != "NONE":
            found["StreamEncryption"] = {"EncryptionType": about["EncryptionType"], "KeyId": about["KeyId"]}
        metrics = [one for group in about.get("EnhancedMonitoring", []) for one in group["ShardLevelMetrics"]]
        found |= {"DesiredShardLevelMetrics": metrics} if metrics else {}
        return found | {"Tags": told(bench, client.list_tags_for_stream(StreamName=name)["Tags"])}
