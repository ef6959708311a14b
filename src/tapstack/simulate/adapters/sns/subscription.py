"""AWS::SNS::Subscription."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.shapes import document
from tapstack.simulate.adapters.sns.subscribing import SETTINGS, attributes, subscribe
from tapstack.simulate.resources import Made, Wanted


class Subscription(Adapter):
    """A subscription; Ref gives its ARN."""

    type = "AWS::SNS::Subscription"
    carried = frozenset({"TopicArn", "Protocol", "Endpoint", *SETTINGS})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """Subscribe."""
        arn = subscribe(bench.client("sns"), wanted.properties["TopicArn"], wanted.properties)
        return Made(arn, {"Arn": arn})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """SetSubscriptionAttributes for each that differs."""
        client = bench.client("sns")
        was, now = attributes(before.properties), attributes(wanted.properties)
        for name in (*now, *(one for one in was if one not in now)):
            if was.get(name) != now.get(name):
                client.set_subscription_attributes(
                    SubscriptionArn=made.physical_id, AttributeName=name, AttributeValue=now.get(name, "")
                )
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """Unsubscribe."""
        bench.client("sns").unsubscribe(SubscriptionArn=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetSubscriptionAttributes."""
        given = bench.client("sns").get_subscription_attributes(SubscriptionArn=made.physical_id)["Attributes"]
        found = {name: given[name] for name in ("TopicArn", "Protocol", "Endpoint") if name in given}
        settings = {name: document(given[name]) for name in SETTINGS if name in given}
        if "RawMessageDelivery" in settings:
            settings["RawMessageDelivery"] = settings["RawMessageDelivery"] == "true"
        return found | settings
