"""AWS::Events::EventBus."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, Wanted

_SETTINGS = ("Description", "KmsKeyIdentifier", "DeadLetterConfig")


class EventBus(Adapter):
    """A bus; Ref gives its name."""

    type = "AWS::Events::EventBus"
    carried = frozenset({"Name", "EventSourceName", "Tags", "Description", "KmsKeyIdentifier"})
    recorded = frozenset({"DeadLetterConfig", "LogConfig", "Policy"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateEventBus."""
        given = wanted.properties
        about = bench.client("events").create_event_bus(
            Tags=listed(tags(bench, wanted)), **pick(given, "Name", "EventSourceName", *_SETTINGS)
        )
        return Made(given["Name"], {"Arn": about["EventBusArn"], "Name": given["Name"]})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateEventBus and its tags."""
        client, arn = bench.client("events"), made.attributes["Arn"]
        client.update_event_bus(Name=made.physical_id, **pick(wanted.properties, *_SETTINGS))
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_resource(ResourceARN=arn, TagKeys=gone)
        if new:
            client.tag_resource(ResourceARN=arn, Tags=listed(new))
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteEventBus, which refuses one that has rules; of one that is gone it says nothing."""
        bench.client("events").delete_event_bus(Name=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeEventBus."""
        client = bench.client("events")
        found = pick(client.describe_event_bus(Name=made.physical_id), "Name", *_SETTINGS)
        pairs = client.list_tags_for_resource(ResourceARN=made.attributes["Arn"])["Tags"]
        return found | {"Tags": told(bench, pairs)}
