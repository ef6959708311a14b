"""AWS::SNS::Topic."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import text
from tapstack.simulate.adapters.sns.subscribing import subscribe
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, RefusedError, Wanted

_SETTINGS = ("DisplayName", "KmsMasterKeyId", "ContentBasedDeduplication", "SignatureVersion", "TracingConfig")
_DEFAULTS = {"DisplayName": "", "KmsMasterKeyId": "", "ContentBasedDeduplication": "false"}


class Topic(Adapter):
    """A topic; Ref gives its ARN."""

    type = "AWS::SNS::Topic"
    carried = frozenset({"TopicName", "FifoTopic", "Subscription", "Tags", *_SETTINGS})
    recorded = frozenset({"ArchivePolicy", "DataProtectionPolicy", "DeliveryStatusLogging", "FifoThroughputScope"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateTopic, which gives back one of that name if there is any, so that is asked first."""
        given, client = wanted.properties, bench.client("sns")
        fifo = given.get("FifoTopic") is True
        name = given.get("TopicName") or generated(bench.owner, wanted, 256) + (".fifo" if fifo else "")
        arn = bench.arn("sns", name)
        if _exists(client, arn):
            raise RefusedError("AlreadyExists", f"Topic already exists: {arn}", service="Sns")
        attributes = _attributes(given) | ({"FifoTopic": "true"} if fifo else {})
        client.create_topic(Name=name, Attributes=attributes, Tags=listed(tags(bench, wanted)))
        made = Made(arn, {"TopicArn": arn, "TopicName": name})
        with self.begun(made):
            for one in given.get("Subscription") or []:
                subscribe(client, arn, one)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """SetTopicAttributes for each that differs, with its default where it is given no more."""
        client, arn = bench.client("sns"), made.physical_id
        was, now = _attributes(before.properties), _attributes(wanted.properties)
        for name in (*now, *(one for one in was if one not in now)):
            if was.get(name) != now.get(name):
                value = now.get(name, _DEFAULTS.get(name, ""))
                client.set_topic_attributes(TopicArn=arn, AttributeName=name, AttributeValue=value)
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_resource(ResourceArn=arn, TagKeys=gone)
        if new:
            client.tag_resource(ResourceArn=arn, Tags=listed(new))
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteTopic, with its subscriptions."""
        client, arn = bench.client("sns"), made.physical_id
        if not _exists(client, arn):
            return
        for one in client.list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"]:
            client.unsubscribe(SubscriptionArn=one["SubscriptionArn"])
        client.delete_topic(TopicArn=arn)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetTopicAttributes."""
        client, arn = bench.client("sns"), made.physical_id
        given = client.get_topic_attributes(TopicArn=arn)["Attributes"]
        found: dict[str, Any] = {name: _parsed(given[name]) for name in (*_SETTINGS, "FifoTopic") if name in given}
        found["TopicName"] = arn.rpartition(":")[2]
        listed_ones = client.list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"]
        if "Subscription" in wanted.properties:
            found["Subscription"] = [{"Protocol": one["Protocol"], "Endpoint": one["Endpoint"]} for one in listed_ones]
        return found | {"Tags": told(bench, client.list_tags_for_resource(ResourceArn=arn).get("Tags", []))}


def _exists(client: Any, arn: str) -> bool:
    try:
        client.get_topic_attributes(TopicArn=arn)
    except client.exceptions.NotFoundException:
        return False
    return True


def _attributes(given: Any) -> dict[str, str]:
    found = {name: given[name] for name in _SETTINGS if given.get(name) is not None}
    return {name: str(value).lower() if isinstance(value, bool) else text(value) for name, value in found.items()}


def _parsed(value: str) -> Any:
    return value == "true" if value in ("true", "false") else value
