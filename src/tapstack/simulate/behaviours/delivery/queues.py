"""Messages that services send to queues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.delivery.asking import about_source
from tapstack.simulate.behaviours.delivery.encryption import shut_out

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

_KEY = "KmsMasterKeyId"
_GONE = "AWS.SimpleQueueService.NonExistentQueue: The specified queue does not exist."


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
        group: str = "",
    ) -> str:
        """Send a message; why it was refused, by the queue, its policy or its key, empty where it was taken.

        ``principal`` is a role or a service, without which the account's own people send; ``group`` is a FIFO queue's.
        """
        region = queue_arn.split(":")[3]
        if self._life.outages.is_out(region):
            return f"{region} is out of reach"
        url, key = self._about(region, queue_arn.rpartition(":")[2])
        if not url:
            return _GONE
        context = about_source(self._life, source_arn)
        refused = self._life.permissions.refusal(
            principal, "sqs:SendMessage", queue_arn, region=region, context=context
        ) or shut_out(self._life, region, key, principal)
        if refused:
            return refused
        grouped = {"MessageGroupId": group} if group else {}
        about = {"QueueUrl": url, "MessageBody": body, "MessageAttributes": dict(attributes or {}), **grouped}
        try:
            self._life.client("sqs", region).send_message(**about)
        except ClientError as error:
            return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
        return ""

    def _about(self, region: str, name: str) -> tuple[str, str]:
        """The URL of a queue and its key, asked once until a queue changes: moto counts all messages each time."""

        def read(client: Any) -> tuple[str, str]:
            url = client.get_queue_url(QueueName=name)["QueueUrl"]
            told = client.get_queue_attributes(QueueUrl=url, AttributeNames=[_KEY]).get("Attributes", {})
            return url, told.get(_KEY, "")

        found: tuple[str, str] = self._life.permissions.facts.found("sqs", region, ("about", name), read, ("", ""))
        return found
