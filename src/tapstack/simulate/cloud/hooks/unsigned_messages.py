"""moto signs what a topic sends to queues with a key that is new each time: no two runs would send the same bytes.

Here the signature follows from the message, and proves nothing.
Source of the form: https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.core.utils import iso_8601_datetime_with_milliseconds
from moto.sns.models import Subscription


def _notification(
    subscription: Any,
    message: str,
    message_id: str,
    subject: str | None,
    message_attributes: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What a subscriber gets that did not ask for raw messages."""
    topic = subscription.topic.arn
    server = f"https://sns.{topic.split(':')[3]}.amazonaws.com"
    digest = hashlib.sha256(f"{topic} {message_id} {message}".encode()).digest()
    return {
        "Type": "Notification",
        "MessageId": message_id,
        "TopicArn": topic,
        **({"Subject": subject} if subject else {}),
        "Message": message,
        "Timestamp": iso_8601_datetime_with_milliseconds(),
        "SignatureVersion": "1",
        "Signature": base64.b64encode(digest).decode(),
        "SigningCertURL": f"{server}/SimpleNotificationService-simulated.pem",
        "UnsubscribeURL": f"{server}/?Action=Unsubscribe&SubscriptionArn={subscription.arn}",
        **({"MessageAttributes": message_attributes} if message_attributes else {}),
    }


@contextmanager
def unsigned_messages() -> Iterator[None]:
    """While the same message is the same bytes."""
    with patch.object(Subscription, "get_post_data", _notification):
        yield
