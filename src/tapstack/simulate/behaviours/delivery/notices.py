"""What is published to topics, and the forms in which subscribers get it.

Source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html and
https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html. The signature follows from the message, and proves nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Notice(NamedTuple):
    """What somebody gets who is no queue and no function: by ``email``, say, at ``endpoint``."""

    region: str
    topic: str
    protocol: str
    endpoint: str
    subject: str
    message: str
    seconds: float


@dataclass(frozen=True)
class Publication:
    """What a topic was given. ``texts`` are the messages for single protocols; ``time`` and ``seconds`` are when."""

    region: str
    topic: str
    subject: str
    message: str
    seconds: float
    time: str = ""
    id: str = ""
    attributes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def text(self, protocol: str) -> str:
        """The message for a protocol."""
        return self.texts.get(protocol, self.texts.get("default", self.message))

    def notification(self, protocol: str, subscription: str) -> dict[str, Any]:
        """What queues get in JSON."""
        server = f"https://sns.{self.region}.amazonaws.com"
        text = self.text(protocol)
        digest = hashlib.sha256(f"{self.topic} {self.id} {text}".encode()).digest()
        return {
            "Type": "Notification",
            "MessageId": self.id,
            "TopicArn": self.topic,
            **({"Subject": self.subject} if self.subject else {}),
            "Message": text,
            "Timestamp": self.time,
            "SignatureVersion": "1",
            "Signature": base64.b64encode(digest).decode(),
            "SigningCertURL": f"{server}/SimpleNotificationService-simulated.pem",
            "UnsubscribeURL": f"{server}/?Action=Unsubscribe&SubscriptionArn={subscription}",
            **({"MessageAttributes": self.told()} if self.attributes else {}),
        }

    def told(self) -> dict[str, Any]:
        """The attributes as subscribers get them."""
        return {
            name: {"Type": one["DataType"], "Value": one.get("StringValue", one.get("BinaryValue"))}
            for name, one in self.attributes.items()
        }

    def lambda_event(self, subscription: str) -> dict[str, Any]:
        """What functions get."""
        about = self.notification("lambda", subscription)
        about |= {"Subject": self.subject or None, "MessageAttributes": self.told()}
        renamed = {name.replace("URL", "Url"): value for name, value in about.items()}
        source = {"EventSource": "aws:sns", "EventVersion": "1.0", "EventSubscriptionArn": subscription}
        return {"Records": [{**source, "Sns": renamed}]}

    def fields(self) -> dict[str, Any]:
        """The attributes as filter policies see them."""
        return {name: _value(one) for name, one in self.attributes.items()}


def _value(attribute: Mapping[str, Any]) -> Any:
    text = attribute.get("StringValue", "")
    return json.loads(text) if attribute["DataType"] in ("Number", "String.Array") else text
