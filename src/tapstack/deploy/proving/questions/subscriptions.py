"""Subscriptions: those of resources of their own, and those that a topic lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.deploy.proving.answers import Answer, failed, nothing, open_, passed

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked

_WAITING = "Its receiver has not confirmed the subscription yet, and is told nothing until then."


def subscription(asked: Asked) -> Iterator[Answer]:
    """Whether it is confirmed; until then a subscription has no ARN, and CloudFormation calls it otherwise."""
    if not asked.physical_id.startswith("arn:"):
        yield open_(_WAITING)
        return
    told = asked.client("sns").get_subscription_attributes(SubscriptionArn=asked.physical_id)["Attributes"]
    waits = str(told.get("PendingConfirmation", "false")).lower() == "true"
    yield open_(_WAITING) if waits else passed(f"It is confirmed: {told.get('Endpoint', '')}.")


def of_topic(asked: Asked) -> Iterator[Answer]:
    """Each subscription that the topic itself names."""
    wanted = asked["Subscription"].items
    if not wanted:
        yield nothing("It names no subscriptions of its own.")
        return
    pages = asked.client("sns").get_paginator("list_subscriptions_by_topic").paginate(TopicArn=asked.physical_id)
    there = {
        (one["Protocol"], one["Endpoint"]): one["SubscriptionArn"] for page in pages for one in page["Subscriptions"]
    }
    for one in wanted:
        key = one["Protocol"].text, one["Endpoint"].text
        if key not in there:
            yield failed(f"It has no subscription {key[0]} {key[1]}.")
        elif there[key].startswith("arn:"):
            yield passed(f"The subscription {key[0]} {key[1]} is confirmed.")
        else:
            yield open_(f"{key[0]} {key[1]}: {_WAITING}")
