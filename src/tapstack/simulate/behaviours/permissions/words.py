"""Refusals in AWS's words.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html; which code a service gives:
its API reference's common errors. EC2 and S3: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
and https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

_SPELT: dict[str, Callable[[str], str]] = {
    "sns": lambda action: f"SNS:{action.partition(':')[2]}",
    "sqs": str.lower,
}
"""How services spell actions in messages, where they do it in their own way.

Sources: https://github.com/aws/serverless-application-model/issues/3633 and
https://github.com/aws-ia/terraform-aws-control_tower_account_factory/issues/151, which have their codes too.
"""
_QUERY = frozenset({"autoscaling", "cloudformation", "cloudwatch", "iam", "rds", "route53", "s3", "s3control", "sts"})
_OTHERS = {"ec2": "UnauthorizedOperation", "sns": "AuthorizationError", "sqs": "AccessDenied"}


class Why(Enum):
    """Whether a policy denies, none allows, or it is not known what policies say."""

    DENIED = "denied"
    NOT_ALLOWED = "not allowed"
    UNKNOWN = "unknown"


class Refusal(NamedTuple):
    """``kind`` is that of the policy that decides; ``about`` says what is not known."""

    why: Why
    kind: str
    about: str = ""


def said(refusal: Refusal, who: str, action: str, resource: str) -> str:
    """A refusal as IAM words it; what is not known says so, for AWS would know."""
    action = _SPELT.get(action.partition(":")[0], str)(action)
    text = f"{who} is not authorized to perform: {action}"
    if resource.startswith("arn:aws:s3:::"):
        text += f' on resource: "{resource}"'
    elif resource != "*":
        text += f" on resource: {resource}"
    a_kind = f"{'an' if refusal.kind[0] in 'aeiou' else 'a'} {refusal.kind}"
    if refusal.why is Why.DENIED:
        return f"{text} with an explicit deny in {a_kind}"
    if refusal.why is Why.NOT_ALLOWED:
        return f"{text} because no {refusal.kind} allows the {action} action"
    return f"{text} because the simulator cannot tell what {a_kind} says to it: {refusal.about}"


def told(service: str, text: str) -> str:
    """A refusal as a service passes it on."""
    return f"You are not authorized to perform this operation. {text}" if service == "ec2" else text


_KEY_CODES = {"kinesis": "KMSAccessDeniedException", "sns": "KMSAccessDenied", "sqs": "KmsAccessDenied"}
"""Source: botocore's models of these services."""
_KEY_OF_TABLE = (
    "KMS key access denied error: com.amazonaws.services.kms.model.AWSKMSException: The ciphertext refers to a customer"
    " master key that does not exist, does not exist in this region, or you are not allowed to access."
    " (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException)"
)
"""Source: https://github.com/aws/aws-cdk/issues/10010."""


def key_code(service: str) -> str:
    """The error code of a service that KMS refuses a key; of others than botocore names, the ordinary one: assumed."""
    return _KEY_CODES.get(service) or code(service)


def key_told(service: str, text: str) -> str:
    """The refusal of a key as a service passes it on."""
    return f"{_KEY_OF_TABLE} {text}" if service == "dynamodb" else text


def code(service: str) -> str:
    """The error code of a refusal by a service, as botocore calls it."""
    return _OTHERS.get(service) or ("AccessDenied" if service in _QUERY else "AccessDeniedException")


def status(service: str) -> int:
    """The HTTP status: JSON protocols answer 400. Source: as seen of their errors in botocore's own tests, assumed."""
    return 403 if service in _QUERY or service in {*_OTHERS, "lambda", "backup"} else 400


def session(role: str, name: str) -> str:
    """The ARN of a role's session, as messages name it."""
    account = role.split(":")[4]
    return f"arn:aws:sts::{account}:assumed-role/{role.rpartition('/')[2]}/{name}"
