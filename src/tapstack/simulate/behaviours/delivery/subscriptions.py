"""Who subscribes to topics, and what becomes of a message for each.

Source: SNS Developer Guide, https://docs.aws.amazon.com/sns/latest/dg/: sns-message-filtering.html,
sns-large-payload-raw-message-delivery.html, sns-message-delivery-retries.html (queues and functions: for 23 days) and
sns-dead-letter-queues.html: what is refused is not tried again. Assumed: people have confirmed their subscriptions, and
a region that is out is back within 23 days.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.delivery.notices import Notice, Publication
from tapstack.simulate.behaviours.patterns import matches

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

_SNS = "sns.amazonaws.com"


@dataclass(frozen=True)
class Subscription:
    """``told`` are its attributes, as SNS tells them."""

    arn: str
    protocol: str
    endpoint: str
    told: Mapping[str, str]

    @property
    def is_raw(self) -> bool:
        """Whether a queue gets the message alone."""
        return self.told.get("RawMessageDelivery") == "true"

    def wants(self, publication: Publication) -> bool:
        """Whether the filter policy lets it pass: SNS filters with the language of event patterns."""
        policy = self.told.get("FilterPolicy")
        if not policy or policy == "{}":
            return True
        if self.told.get("FilterPolicyScope") != "MessageBody":
            return matches(policy, publication.fields())
        try:
            body = json.loads(publication.text(self.protocol))
        except ValueError:
            return False
        return isinstance(body, dict) and matches(policy, body)


def subscriptions(client: Any, topic: str) -> list[Subscription]:
    """Those of a topic, in SNS's order."""
    pages = client.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
    return [_subscription(client, one) for page in pages for one in page["Subscriptions"]]


def _subscription(client: Any, one: Mapping[str, str]) -> Subscription:
    told = client.get_subscription_attributes(SubscriptionArn=one["SubscriptionArn"])["Attributes"]
    return Subscription(one["SubscriptionArn"], one["Protocol"], one["Endpoint"], told)


def hand_on(life: Life, publication: Publication, to: Subscription) -> Steps[None]:
    """Give a subscriber the message."""
    if to.protocol not in ("sqs", "lambda"):
        text = publication.text(to.protocol)
        life.topics.outbox.append(
            Notice(
                *(publication.region, publication.topic, to.protocol, to.endpoint, publication.subject, text),
                seconds=life.clock.seconds,
            )
        )
        return
    yield life.outages.back(publication.region, to.endpoint.split(":")[3])
    refused = _give(life, publication, to)
    if refused:
        yield life.outages.back(publication.region)
        _give_up(life, publication, to, refused)


def _give(life: Life, publication: Publication, to: Subscription) -> str:
    if to.protocol == "lambda":
        event = publication.lambda_event(to.arn)
        return life.functions.send(to.endpoint, event, principal=_SNS, source_arn=publication.topic)
    attributes = publication.attributes if to.is_raw else None
    body = publication.text("sqs") if to.is_raw else json.dumps(publication.notification("sqs", to.arn), indent=2)
    return life.queues.send(to.endpoint, body, principal=_SNS, source_arn=publication.topic, attributes=attributes)


def _give_up(life: Life, publication: Publication, to: Subscription, why: str) -> None:
    queue = json.loads(to.told.get("RedrivePolicy") or "{}").get("deadLetterTargetArn", "")
    refused = "it has no dead-letter queue"
    if queue:
        body = json.dumps(publication.notification(to.protocol, to.arn), indent=2)
        refused = life.queues.send(queue, body, principal=_SNS, source_arn=publication.topic)
    if refused:
        life.topics.lose(publication, to.endpoint, f"{why}; {refused}")
