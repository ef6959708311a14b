"""AWS::Events::EventBus."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.echo import echoed
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, RefusedError, Wanted

_SETTINGS = ("Description", "KmsKeyIdentifier", "DeadLetterConfig")


class EventBus(Adapter):
    """A bus; Ref gives its name."""

    type = "AWS::Events::EventBus"
    carried = frozenset({"Name", "EventSourceName", "Tags", *_SETTINGS})
    recorded = frozenset({"LogConfig", "Policy"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateEventBus, which refuses a name that is taken."""
        pairs = listed(tags(bench, wanted, system=True))
        settings = pick(wanted.properties, "Name", "EventSourceName", *_SETTINGS)
        return _made(wanted, bench.client("events").create_event_bus(Tags=pairs, **settings)["EventBusArn"])

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateEventBus, and the tags."""
        client, arn = bench.client("events"), made.attributes["Arn"]
        client.update_event_bus(Name=made.physical_id, **pick(wanted.properties, *_SETTINGS))
        new, gone = changes(tags(bench, before, system=True), tags(bench, wanted, system=True))
        if gone:
            client.untag_resource(ResourceARN=arn, TagKeys=gone)
        if new:
            client.tag_resource(ResourceARN=arn, Tags=listed(new))
        return _made(wanted, arn)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteEventBus; one that has rules is refused, those of archives among them; one that is gone is no error.

        Source: botocore events DeleteEventBus; its words: hashicorp/terraform-provider-aws issue 22131. That the
        rules of archives count as well is assumed.
        """
        client, name = bench.client("events"), made.physical_id
        try:
            rules = client.list_rules(EventBusName=name)["Rules"]
        except client.exceptions.ResourceNotFoundException:
            return
        if rules:
            why = "EventBus can't be deleted since it has rules."
            raise RefusedError("ValidationException", why, service="EventBridge")
        client.delete_event_bus(Name=name)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeEventBus, and the tags."""
        client = bench.client("events")
        found = pick(client.describe_event_bus(Name=made.physical_id), "Name", *_SETTINGS)
        pairs = client.list_tags_for_resource(ResourceARN=made.attributes["Arn"])["Tags"]
        return found | {"Tags": told(bench, pairs, wanted=wanted)}


def _made(wanted: Wanted, arn: str) -> Made:
    name = wanted.properties["Name"]
    return Made(name, echoed(wanted) | {"Arn": arn, "Name": name})
