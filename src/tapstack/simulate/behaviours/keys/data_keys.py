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
_Place = tuple[str, ...]


class DataKeys:
    """When each principal's data key of a resource was made; ``reuse`` is in seconds, by botocore's service names."""

    def __init__(self) -> None:
        self.reuse: dict[str, float] = dict(REUSE)
        self._made: dict[_Place, float] = {}

    def is_fresh(self, call: Call, now: float, period: float) -> bool:
        """Whether a call goes by a data key that the service still has, if it keeps keys so many seconds."""
        made = self._made.get(_place(call))
        return made is not None and now - made < period

    def make(self, call: Call, now: float) -> None:
        """KMS was asked, and did not refuse."""
        if call.service in self.reuse:
            self._made[_place(call)] = now


def _place(call: Call) -> _Place:
    """Who uses what. A batch of several tables has a place of its own."""
    named = next((call.params[name] for name in _NAMES if name in call.params), "")
    what = named if isinstance(named, str) else ",".join(sorted(named)) if isinstance(named, dict) else ""
    return call.region, call.service, what, call.role or ""
