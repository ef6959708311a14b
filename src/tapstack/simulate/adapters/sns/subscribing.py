"""Subscribe and its attributes, for subscriptions of their own and for those in a topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.shapes import text

SETTINGS = (
    *("DeliveryPolicy", "FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy"),
    *("ReplayPolicy", "SubscriptionRoleArn"),
)


def subscribe(client: Any, topic: str, given: Mapping[str, Any]) -> str:
    """Subscribe an endpoint; the ARN of the subscription."""
    answer = client.subscribe(
        TopicArn=topic,
        Protocol=given["Protocol"],
        Endpoint=given.get("Endpoint", ""),
        Attributes=attributes(given),
        ReturnSubscriptionArn=True,
    )
    arn: str = answer["SubscriptionArn"]
    return arn


def attributes(given: Mapping[str, Any]) -> dict[str, str]:
    """The settings that are given, as text."""
    found = {name: given[name] for name in SETTINGS if given.get(name) is not None}
    return {name: str(value).lower() if isinstance(value, bool) else text(value) for name, value in found.items()}
