"""Subscribe and its attributes, for subscriptions of their own and for those in a topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tapstack.simulate.adapters.shapes import document, pick, text
from tapstack.simulate.resources import RefusedError

# The scope comes first: a filter policy is read by the scope that is set by then.
DEFAULTS = {
    "FilterPolicyScope": "MessageAttributes",
    "FilterPolicy": "",
    "DeliveryPolicy": "",
    "RawMessageDelivery": "false",
    "RedrivePolicy": "",
    "SubscriptionRoleArn": "",
}
_DIFFERS = "Invalid parameter: Attributes Reason: Subscription already exists with different attributes"


def subscribe(client: Any, topic: str, given: Mapping[str, Any]) -> str:
    """Subscribe an endpoint; the ARN of the subscription, which is that of an equal one if there is any.

    Source of the refusal: https://github.com/localstack/localstack/issues/8816 (AWS's own answer).
    """
    settings = attributes(given)
    for one in subscriptions(client, topic):
        if all(one[name] == given.get(name, "") for name in ("Protocol", "Endpoint")):
            arn: str = one["SubscriptionArn"]
            if not _alike(client, arn, settings):
                raise RefusedError("InvalidParameter", _DIFFERS, service="Sns")
            return arn
    made: str = client.subscribe(
        TopicArn=topic,
        Protocol=given["Protocol"],
        Endpoint=given.get("Endpoint", ""),
        Attributes=settings,
        ReturnSubscriptionArn=True,
    )["SubscriptionArn"]
    return made


def subscriptions(client: Any, topic: str) -> Iterator[Mapping[str, Any]]:
    """Every subscription of a topic."""
    for page in client.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic):
        yield from page["Subscriptions"]


def attributes(given: Mapping[str, Any]) -> dict[str, str]:
    """The settings that are given, as text."""
    return as_text(pick(given, *DEFAULTS))


def as_text(given: Mapping[str, Any]) -> dict[str, str]:
    """Values as attributes take them: booleans in small letters, documents as JSON."""
    return {name: str(value).lower() if isinstance(value, bool) else text(value) for name, value in given.items()}


def _alike(client: Any, arn: str, settings: Mapping[str, str]) -> bool:
    there = client.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]
    pairs = [(there.get(name, plain), settings.get(name, plain)) for name, plain in DEFAULTS.items()]
    return all(document(one) == document(other) for one, other in pairs)
