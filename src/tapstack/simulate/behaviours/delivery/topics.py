"""Messages that are published to topics, and who gets them.

Source: SNS Developer Guide: policies and keys of topics, publishing, batches.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.delivery.asking import about_source
from tapstack.simulate.behaviours.delivery.encryption import shut_out
from tapstack.simulate.behaviours.delivery.notices import Notice, Publication
from tapstack.simulate.behaviours.delivery.subscriptions import Subscription, hand_on, subscriptions

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call

LATENCY = 0.5
"""Seconds until subscribers have a message: an assumption."""
_CHANGES = ("ConfirmSubscription", "DeleteTopic", "SetSubscriptionAttributes", "Subscribe", "Unsubscribe")
_LONGEST = 99
"""Characters of a subject: that services cut it to what SNS takes is assumed."""


class Topics:
    """``taken`` is what topics took, and ``refused`` what they did not, and why.

    ``outbox`` is what people and others who are not simulated get. ``lost`` is what a queue or a function that
    subscribes refused and no dead-letter queue took: what was published, where to, and why.
    """

    def __init__(self, life: Life) -> None:
        self._life = life
        self.taken: list[Publication] = []
        self.outbox: list[Notice] = []
        self.refused: list[tuple[Publication, str]] = []
        self.lost: list[tuple[Publication, str, str]] = []
        self._known: dict[tuple[str, str], list[Subscription]] = {}
        for operation in _CHANGES:
            life.cloud.calls.watch(f"sns:{operation}", self._forget)
        life.cloud.calls.watch("sns:Publish", self._published)
        life.cloud.calls.watch("sns:PublishBatch", self._published_many)

    def publish(
        self, region: str, topic_arn: str, message: str, *, subject: str = "", principal: str = "", source_arn: str = ""
    ) -> str:
        """Publish on behalf of a role or a service; why that was refused, empty where it was taken."""
        refused = self._refusal(region, topic_arn, principal, source_arn)
        about = {"TopicArn": topic_arn, "Message": message, **({"Subject": subject[:_LONGEST]} if subject else {})}
        if not refused:
            try:
                self._life.client("sns", region).publish(**about)
            except ClientError as error:
                refused = f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
        if refused:
            self.refused.append((self._publication(region, topic_arn, message, subject, ""), refused))
            self._life.timeline.note(topic_arn.rpartition(":")[2], f"a message was refused: {refused}", region)
        return refused

    def lose(self, publication: Publication, endpoint: str, why: str) -> None:
        """A subscriber refused a message, and nobody else took it."""
        self.lost.append((publication, endpoint, why))
        name = publication.topic.rpartition(":")[2]
        self._life.timeline.note(name, f"a message to {endpoint} is lost: {why}", publication.region)

    def _refusal(self, region: str, topic_arn: str, principal: str, source_arn: str) -> str:
        if self._life.outages.is_out(region):
            return f"{region} is out of reach"
        try:
            told = self._life.client("sns", region).get_topic_attributes(TopicArn=topic_arn)["Attributes"]
        except ClientError as error:
            return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
        context = about_source(self._life, source_arn)
        return self._life.permissions.refusal(
            principal, "sns:Publish", topic_arn, region=region, context=context
        ) or shut_out(self._life, region, told.get("KmsMasterKeyId", ""), principal)

    def _forget(self, call: Call, answer: Mapping[str, Any]) -> None:
        del call, answer
        self._known.clear()

    def _published(self, call: Call, answer: Mapping[str, Any]) -> None:
        """Somebody has published: a function, or a service."""
        self._take_call(call, call.params, str(answer["MessageId"]))

    def _published_many(self, call: Call, answer: Mapping[str, Any]) -> None:
        entries = {entry["Id"]: entry for entry in call.params["PublishBatchRequestEntries"]}
        for one in answer.get("Successful", ()):
            self._take_call(call, {**entries[one["Id"]], "TopicArn": call.params["TopicArn"]}, str(one["MessageId"]))

    def _take_call(self, call: Call, about: Mapping[str, Any], number: str) -> None:
        topic = about.get("TopicArn") or about.get("TargetArn") or ""
        texts = json.loads(about["Message"]) if about.get("MessageStructure") == "json" else {}
        self._take(
            self._publication(
                *(call.region, topic, about["Message"], about.get("Subject", ""), number),
                attributes=about.get("MessageAttributes") or {},
                texts=texts,
            )
        )

    def _publication(
        self, region: str, topic: str, message: str, subject: str, number: str, **more: Any
    ) -> Publication:
        time = f"{self._life.clock.moment:%Y-%m-%dT%H:%M:%S.}{self._life.clock.moment.microsecond // 1000:03}Z"
        return Publication(region, topic, subject, message, self._life.clock.seconds, time, number, **more)

    def _take(self, publication: Publication) -> None:
        self.taken.append(publication)
        text = publication.subject or publication.message[:80]
        self._life.timeline.note(publication.topic.rpartition(":")[2], text, publication.region)
        if publication.topic:
            self._life.begin(self._hand_on(publication))

    def _hand_on(self, publication: Publication) -> Steps[None]:
        """To all who subscribe."""
        yield self._life.clock.pause(LATENCY)
        yield self._life.outages.back(publication.region)
        client = self._life.client("sns", publication.region)
        place = publication.region, publication.topic
        if place not in self._known:
            self._known[place] = subscriptions(client, publication.topic)
        for one in self._known[place]:
            if one.wants(publication):
                self._life.begin(hand_on(self._life, publication, one))
