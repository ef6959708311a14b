"""Messages that services send to queues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.delivery.asking import about_source
from tapstack.simulate.behaviours.delivery.encryption import key_refusal

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
        group: str = "",
    ) -> str:
        """Send a message; why it was refused, by the queue, its policy or its key, empty where it was taken.

        ``principal`` is a role's ARN or a service; nobody is asked for it where it is empty. ``group`` is for FIFO.
        """
        region = queue_arn.split(":")[3]
        if self._life.outages.is_out(region):
            return f"{region} is out of reach"
        client = self._life.client("sqs", region)
        try:
            url = client.get_queue_url(QueueName=queue_arn.rpartition(":")[2])["QueueUrl"]
            if refused := self._refusal(client, url, queue_arn, principal, source_arn):
                return refused
            grouped = {"MessageGroupId": group} if group else {}
            client.send_message(QueueUrl=url, MessageBody=body, MessageAttributes=dict(attributes or {}), **grouped)
        except ClientError as error:
            return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
        return ""

    def _refusal(self, client: Any, url: str, queue_arn: str, principal: str, source_arn: str) -> str:
        region = queue_arn.split(":")[3]
        if principal:
            refused = self._life.permissions.refusal(
                principal,
                "sqs:SendMessage",
                queue_arn,
                region=region,
                context=about_source(self._life, source_arn),
            )
            if refused:
                return refused
        told = client.get_queue_attributes(QueueUrl=url, AttributeNames=["KmsMasterKeyId"]).get("Attributes", {})
        key = told.get("KmsMasterKeyId")
        return key_refusal(self._life, region, key, principal, source_arn=source_arn, via="sqs") if key else ""
