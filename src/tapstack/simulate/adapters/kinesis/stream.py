"""AWS::Kinesis::Stream."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.kinesis import settings
from tapstack.simulate.adapters.kinesis.shards import reshard
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.tags import changes, tags, told
from tapstack.simulate.resources import Made, Wanted


class Stream(Adapter):
    """A stream; Ref gives its name."""

    type = "AWS::Kinesis::Stream"
    carried = frozenset({"Name", "StreamModeDetails", "ShardCount", *settings.NAMES, "Tags"})
    recorded = frozenset({"MaxRecordSizeInKiB", "RecordDistributionStrategy", "WarmThroughputMiBps"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateStream, then retention, encryption, metrics and tags. Without mode and shards: on demand (assumed)."""
        given, client = wanted.properties, bench.client("kinesis")
        name = given.get("Name") or generated(bench.owner, wanted, 128)
        shards = {"ShardCount": given["ShardCount"]} if given.get("ShardCount") else {}
        mode = given.get("StreamModeDetails") or {"StreamMode": "PROVISIONED" if shards else "ON_DEMAND"}
        client.create_stream(StreamName=name, StreamModeDetails=mode, **shards)
        made = _made(bench, name, wanted)
        with self.begun(made):
            settings.change(client, name, {}, given)
            if pairs := tags(bench, wanted):
                client.add_tags_to_stream(StreamName=name, Tags=pairs)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Each part by its own call."""
        client, name, was, given = bench.client("kinesis"), made.physical_id, before.properties, wanted.properties
        mode = given.get("StreamModeDetails")
        if mode and mode != was.get("StreamModeDetails"):
            client.update_stream_mode(StreamARN=made.attributes["Arn"], StreamModeDetails=mode)
        if given.get("ShardCount"):
            reshard(client, name, given["ShardCount"])
        settings.change(client, name, was, given)
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.remove_tags_from_stream(StreamName=name, TagKeys=gone)
        if new:
            client.add_tags_to_stream(StreamName=name, Tags=new)
        return _made(bench, name, wanted)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteStream, its consumers with it."""
        client = bench.client("kinesis")
        try:
            client.delete_stream(StreamName=made.physical_id, EnforceConsumerDeletion=True)
        except client.exceptions.ResourceNotFoundException:
            return

    def adopt(self, bench: Bench, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """DescribeStreamSummary."""
        name = identifier["Name"]
        bench.client("kinesis").describe_stream_summary(StreamName=name)
        return _made(bench, name, wanted)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeStreamSummary, and the tags."""
        client, name = bench.client("kinesis"), made.physical_id
        about = client.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]
        found = {"Name": about["StreamName"], "StreamModeDetails": about["StreamModeDetails"]}
        if about["StreamModeDetails"]["StreamMode"] == "PROVISIONED":
            found["ShardCount"] = about["OpenShardCount"]
        pairs = client.list_tags_for_stream(StreamName=name)["Tags"]
        return found | settings.told(about) | {"Tags": told(bench, pairs, wanted=wanted)}


def _made(bench: Bench, name: str, wanted: Wanted) -> Made:
    """Warm throughput is there from the start (assumed): the simulator does not warm up."""
    attributes = {"Arn": bench.arn("kinesis", f"stream/{name}")}
    warm = wanted.properties.get("WarmThroughputMiBps")
    if warm is None:
        return Made(name, attributes)
    both = {"TargetMiBps": warm, "CurrentMiBps": warm}
    members = {f"WarmThroughputObject.{member}": value for member, value in both.items()}
    return Made(name, {**attributes, "WarmThroughputObject": both, **members})
