"""AWS::SNS::Topic."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.echo import echoed
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.sns.subscribing import as_text, subscribe, subscriptions
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, RefusedError, Wanted

_DEFAULTS = {"DisplayName": "", "KmsMasterKeyId": "", "ContentBasedDeduplication": "false"}


class Topic(Adapter):
    """A topic; Ref gives its ARN. Its handler: aws-cloudformation-resource-providers-sns on GitHub."""

    type = "AWS::SNS::Topic"
    carried = frozenset({"TopicName", "FifoTopic", "Subscription", "Tags", *_DEFAULTS})
    recorded = frozenset(
        {
            *("ArchivePolicy", "DataProtectionPolicy", "DeliveryStatusLogging", "FifoThroughputScope"),
            *("MaximumMessageSize", "SignatureVersion", "TracingConfig"),
        }
    )

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateTopic, which gives back one of that name if there is any, so that is asked first."""
        given, client = wanted.properties, bench.client("sns")
        fifo = given.get("FifoTopic") is True
        end = ".fifo" if fifo else ""
        name = given.get("TopicName") or generated(bench.owner, wanted, 256 - len(end)) + end
        arn = bench.arn("sns", name)
        if _exists(client, arn):
            raise RefusedError("AlreadyExists", f"Topic already exists: {arn}", service="Sns")
        attributes = as_text(pick(given, *_DEFAULTS)) | ({"FifoTopic": "true"} if fifo else {})
        client.create_topic(Name=name, Attributes=attributes, Tags=listed(tags(bench, wanted)))
        made = _made(arn, wanted)
        with self.begun(made):
            for one in given.get("Subscription") or []:
                subscribe(client, arn, one)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """SetTopicAttributes for each that differs, with its default where it is given no more; then subscriptions."""
        client, arn = bench.client("sns"), made.physical_id
        was, now = (_DEFAULTS | as_text(pick(one.properties, *_DEFAULTS)) for one in (before, wanted))
        for name, value in changes(was, now)[0].items():
            client.set_topic_attributes(TopicArn=arn, AttributeName=name, AttributeValue=value)
        self._resubscribe(client, arn, before, wanted)
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_resource(ResourceArn=arn, TagKeys=gone)
        if new:
            client.tag_resource(ResourceArn=arn, Tags=listed(new))
        return _made(arn, wanted)

    def _resubscribe(self, client: Any, arn: str, before: Wanted, wanted: Wanted) -> None:
        was, now = (one.properties.get("Subscription") or [] for one in (before, wanted))
        gone = [one for one in was if one not in now]
        for there in subscriptions(client, arn) if gone else ():
            if pick(there, "Protocol", "Endpoint") in gone:
                client.unsubscribe(SubscriptionArn=there["SubscriptionArn"])
        for one in now:
            if one not in was:
                subscribe(client, arn, one)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteTopic, with its subscriptions; of one that is gone it says nothing."""
        bench.client("sns").delete_topic(TopicArn=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetTopicAttributes, and the subscriptions that the topic's own property names."""
        client, arn = bench.client("sns"), made.physical_id
        given = client.get_topic_attributes(TopicArn=arn)["Attributes"]
        found = {name: _parsed(given[name]) for name in (*_DEFAULTS, "FifoTopic") if name in given}
        if named := wanted.properties.get("Subscription"):
            all_of_them = [pick(one, "Protocol", "Endpoint") for one in subscriptions(client, arn)]
            found["Subscription"] = [one for one in named if one in all_of_them]
        pairs = client.list_tags_for_resource(ResourceArn=arn)["Tags"]
        return found | {"TopicName": arn.rpartition(":")[2], "Tags": told(bench, pairs, wanted=wanted)}


def _made(arn: str, wanted: Wanted) -> Made:
    return Made(arn, {**echoed(wanted), "TopicArn": arn, "TopicName": arn.rpartition(":")[2]})


def _exists(client: Any, arn: str) -> bool:
    try:
        client.get_topic_attributes(TopicArn=arn)
    except client.exceptions.NotFoundException:
        return False
    return True


def _parsed(value: str) -> Any:
    return value == "true" if value in ("true", "false") else value
