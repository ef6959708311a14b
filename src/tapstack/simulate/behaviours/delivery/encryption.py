"""Keys of queues, topics and buses: whether one is there to be used. Who may use it, the permissions say.

Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html and
https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html: AWS's own keys let no service in. That queues use a
data key for some minutes more after its key is disabled (KmsDataKeyReusePeriodSeconds) is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

_MANAGED = "alias/aws/"


def key_obstacle(life: Life, region: str, key: str, principal: str) -> str:
    """Why a role or service cannot use a key, by its id, ARN or alias; empty where it can, or where there is no key."""
    if not key:
        return ""
    if _MANAGED in key:
        return f"KMS.AccessDenied: {key} lets no service in" if principal.endswith(".amazonaws.com") else ""
    try:
        state = life.keys.state(region, key)
    except ClientError as error:
        return f"KMS.NotFound: {error.response['Error']['Message']}"
    return "" if state == "Enabled" else f"KMS.Disabled: {key} is {state}"
