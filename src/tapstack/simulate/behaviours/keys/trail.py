"""What CloudTrail tells EventBridge of calls that change a key's state.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html: calls are told on the
default bus, if a trail of the account logs management events; that one does is assumed, and so is the delay.
https://docs.aws.amazon.com/kms/latest/developerguide/ct-disablekey.html is the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call

DELAY = 60.0
"""Seconds from a call to its event."""
TOLD = ("CancelKeyDeletion", "DisableKey", "EnableKey", "ScheduleKeyDeletion")


def tell(life: Life, call: Call, key: str, delay: float) -> Steps[None]:
    """The event of a call about a key, by its ARN, once it has come through."""
    made = life.clock.moment
    yield life.clock.pause(delay)
    yield life.outages.back(call.region)
    detail: Mapping[str, Any] = {
        "eventVersion": "1.11",
        "userIdentity": {"type": "AssumedRole" if call.role else "Root", "arn": call.role or _root(life)},
        "eventTime": f"{made:%Y-%m-%dT%H:%M:%SZ}",
        "eventSource": "kms.amazonaws.com",
        "eventName": call.operation,
        "awsRegion": call.region,
        "requestParameters": {name[0].lower() + name[1:]: value for name, value in call.params.items()},
        "responseElements": None,
        "readOnly": False,
        "resources": [{"accountId": life.cloud.account_id, "type": "AWS::KMS::Key", "ARN": key}],
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": life.cloud.account_id,
        "eventCategory": "Management",
    }
    event = {"source": "aws.kms", "detail-type": "AWS API Call via CloudTrail", "detail": detail, "resources": []}
    life.events.put(call.region, event)


def _root(life: Life) -> str:
    return f"arn:aws:iam::{life.cloud.account_id}:root"
