"""How long services go on with a data key before they ask KMS again.

Sources: of SQS a queue's KmsDataKeyReusePeriodSeconds;
https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html, https://aws.amazon.com/kinesis/data-streams/faqs/ and
https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html: about five minutes, for each principal.
That it is a data key's age that counts, and that S3 asks for every object, is assumed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tapstack.simulate.cloud.calls import Call

FIVE_MINUTES = 300.0
REUSE: Mapping[str, float] = dict.fromkeys(("dynamodb", "kinesis", "sns", "sqs"), FIVE_MINUTES)
_NAMES = ("TableName", "QueueUrl", "TopicArn", "TargetArn", "StreamName", "StreamARN", "RequestItems", "TransactItems")
Place = tuple[str, str, str, str]
"""The region, the service by botocore's name, what is used by its name, and who uses it."""


class DataKeys:
    """When each principal's data key of a resource was made; ``reuse`` is in seconds, by botocore's service names."""

    def __init__(self) -> None:
        self.reuse: dict[str, float] = dict(REUSE)
        self._made: dict[Place, float] = {}

    def is_fresh(self, place: Place, now: float, period: float) -> bool:
        """Whether who uses something goes by a data key that the service still has, if it keeps keys so long."""
        made = self._made.get(place)
        return made is not None and now - made < period

    def make(self, place: Place, now: float) -> None:
        """KMS was asked, and did not refuse."""
        self._made[place] = now

    def lend(self, place: Place) -> None:
        """What a service may do for somebody it does in its own name, with the same data key."""
        if place in self._made:
            self._made[*place[:3], ""] = self._made[place]


def place_of(call: Call) -> Place:
    """Who uses what. A batch of several tables has a place of its own."""
    named = next((call.params[name] for name in _NAMES if name in call.params), "")
    what = named if isinstance(named, str) else ",".join(sorted(named)) if isinstance(named, dict) else ""
    return call.region, call.service, name_of(what), call.role or ""


def name_of(what: str) -> str:
    """The name at the end of an ARN or an address."""
    return what.rpartition(":")[2].rpartition("/")[2]
