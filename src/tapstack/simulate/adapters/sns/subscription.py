"""AWS::SNS::Subscription."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.shapes import document, pick
from tapstack.simulate.adapters.sns.subscribing import DEFAULTS, attributes, subscribe
from tapstack.simulate.resources import Made, Wanted


class Subscription(Adapter):
    """A subscription; Ref gives its ARN. ``Region`` is that of the topic, if it is another than the stack's."""

    type = "AWS::SNS::Subscription"
    carried = frozenset({"TopicArn", "Protocol", "Endpoint", "Region", *DEFAULTS})
    recorded = frozenset({"ReplayPolicy"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """Subscribe."""
        arn = subscribe(_client(bench, wanted), wanted.properties["TopicArn"], wanted.properties)
        return Made(arn, {"Arn": arn})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """SetSubscriptionAttributes for each that differs, with its default where it is given no more."""
        client = _client(bench, wanted)
        was, now = (DEFAULTS | attributes(one.properties) for one in (before, wanted))
        changed = [name for name in DEFAULTS if was[name] != now[name]]
        if "FilterPolicyScope" in changed and now["FilterPolicy"]:
            changed = ["FilterPolicyScope", "FilterPolicy", *changed[1:]]
        for name in dict.fromkeys(changed):
            client.set_subscription_attributes(
                SubscriptionArn=made.physical_id, AttributeName=name, AttributeValue=now[name]
            )
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """Unsubscribe; of one that is gone it says nothing."""
        _client(bench, wanted).unsubscribe(SubscriptionArn=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetSubscriptionAttributes."""
        client = _client(bench, wanted)
        given = client.get_subscription_attributes(SubscriptionArn=made.physical_id)["Attributes"]
        found = pick(given, "TopicArn", "Protocol", "Endpoint")
        found |= {name: document(given[name]) for name in DEFAULTS if given.get(name)}
        found["RawMessageDelivery"] = given["RawMessageDelivery"] == "true"
        return found | ({"Region": given["TopicArn"].split(":")[3]} if "Region" in wanted.properties else {})


def _client(bench: Bench, wanted: Wanted) -> Any:
    return bench.client("sns", wanted.properties.get("Region"))
