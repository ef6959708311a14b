"""Keys of queues, topics and buses: who may use one.

Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html and
https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html: services need kms:GenerateDataKey and kms:Decrypt in
the policy of a key of one's own, and have neither at AWS's keys. That queues use a data key for some minutes more
after its key is disabled (KmsDataKeyReusePeriodSeconds) is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.delivery.asking import about_source

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

_NO_ACCOUNT = "events.amazonaws.com"
"""It tells keys no account: assumed, as ACCESS-055 does."""
_ACTIONS = ("kms:GenerateDataKey", "kms:Decrypt")


def key_refusal(
    life: Life,
    region: str,
    key: str,
    principal: str,
    *,
    source_arn: str = "",
    via: str = "",
    context: Mapping[str, str] | None = None,
) -> str:
    """Why a role or service cannot use a key, by its id, ARN or alias; empty where it can, or nobody asks.

    ``via`` is the service that uses it on the principal's behalf, such as ``sqs``.
    """
    if "alias/aws/" in key:
        return "" if not principal or principal.startswith("arn:") else f"KMS.AccessDenied: {key} lets no service in"
    try:
        about = life.client("kms", region).describe_key(KeyId=key)["KeyMetadata"]
    except ClientError as error:
        return f"KMS.NotFound: {error.response['Error']['Message']}"
    state = life.keys.state(region, about["Arn"])
    if state != "Enabled":
        return f"KMS.Disabled: {about['Arn']} is {state}"
    if not principal:
        return ""
    told = about_source(life, source_arn) | dict(context or {})
    if principal == _NO_ACCOUNT:
        told.pop("aws:SourceAccount", None)
    told |= {"kms:ViaService": f"{via}.{region}.amazonaws.com"} if via and principal.startswith("arn:") else {}
    refused = (life.permissions.refusal(principal, one, about["Arn"], region=region, context=told) for one in _ACTIONS)
    return next(filter(None, refused), "")
