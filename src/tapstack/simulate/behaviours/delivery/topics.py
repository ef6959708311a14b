"""Messages that are published to topics, and who gets them.

Source: SNS Developer Guide: policies of topics, subscriptions of queues and functions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call

_SNS = "sns.amazonaws.com"


class Notice(NamedTuple):
    """What a topic was given."""

    region: str
    topic: str
    subject: str
    message: str
    seconds: float


class Topics:
    """``outbox`` is what topics took, which people who subscribe receive; ``refused`` is what they did not, and why."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.outbox: list[Notice] = []
        self.refused: list[tuple[Notice, str]] = []
        life.cloud.calls.watch("sns:Publish", self._published)

    def publish(
        self, region: str, topic_arn: str, message: str, *, subject: str = "", principal: str = "", source_arn: str = ""
    ) -> str:
        """Publish on behalf of a service; why that was refused, empty where it was taken."""
        notice = Notice(region, topic_arn, subject, message, self._life.clock.seconds)
        context = {"aws:SourceArn": source_arn, "aws:SourceAccount": self._life.cloud.account_id} if source_arn else {}
        refused = self._life.permissions.refusal(principal, "sns:Publish", topic_arn, region=region, context=context)
        if refused:
            self.refused.append((notice, refused))
            self._life.timeline.note(topic_arn.rpartition(":")[2], f"a message was refused: {refused}", region)
            return refused
        self._take(notice)
        return ""

    def _published(self, call: Call, answer: Mapping[str, Any]) -> None:
        """A function has published."""
        del answer
        about = call.params
        notice = Notice(
            call.region, about.get("TopicArn", ""), about.get("Subject", ""), about["Message"], self._life.clock.seconds
        )
        self._take(notice)

    def _take(self, notice: Notice) -> None:
        self.outbox.append(notice)
        self._life.timeline.note(notice.topic.rpartition(":")[2], notice.subject or notice.message[:80], notice.region)
        self._life.begin(self._hand_on(notice))

    def _hand_on(self, notice: Notice) -> Any:
        """To the queues and functions that subscribe."""
        yield self._life.outages.back(notice.region)
        client = self._life.client("sns", notice.region)
        for one in client.list_subscriptions_by_topic(TopicArn=notice.topic)["Subscriptions"]:
            about = {
                "Type": "Notification",
                "TopicArn": notice.topic,
                "Subject": notice.subject,
                "Message": notice.message,
            }
            where, source = one["Endpoint"], notice.topic
            if one["Protocol"] == "sqs":
                self._life.queues.send(where, json.dumps(about), principal=_SNS, source_arn=source)
            elif one["Protocol"] == "lambda":
                self._life.functions.send(where, {"Records": [{"Sns": about}]}, principal=_SNS, source_arn=source)
