"""Messages that services send to queues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life


class Queues:
    """Sends on behalf of roles and services, if they may."""

    def __init__(self, life: Life) -> None:
        self._life = life

    def send(
        self,
        queue_arn: str,
        body: str,
        *,
        principal: str = "",
        source_arn: str = "",
        attributes: Mapping[str, Any] | None = None,
    ) -> str:
        """Send a message; why it was refused, empty where it was taken."""
        region = queue_arn.split(":")[3]
        context = {"aws:SourceArn": source_arn} if source_arn else {}
        refused = self._life.permissions.refusal(
            principal, "sqs:SendMessage", queue_arn, region=region, context=context
        )
        if refused:
            return refused
        client = self._life.client("sqs", region)
        url = client.get_queue_url(QueueName=queue_arn.rpartition(":")[2])["QueueUrl"]
        client.send_message(QueueUrl=url, MessageBody=body, MessageAttributes=dict(attributes or {}))
        return ""
