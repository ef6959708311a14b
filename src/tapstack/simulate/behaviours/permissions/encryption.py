"""What encrypted services ask of KMS in the name of whoever uses them.

Sources: https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html;
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html;
https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html;
https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html (HeadObject asks for nothing);
https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html;
https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html; of DynamoDB, that reading and
writing items takes kms:Decrypt of the caller: https://github.com/aws/aws-cdk/issues/10010. That its streams take none
is assumed, as is that callers of Step Functions need none: no source says that they do.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.permissions.readers import READERS
from tapstack.simulate.cloud.role import looking

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.permissions.facts import Facts
    from tapstack.simulate.cloud import Cloud

Params = Mapping[str, Any]
_ITEMS = ("BatchGetItem", "BatchWriteItem", "ConditionCheckItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan")
_READ, _WRITE, _BOTH = ("kms:Decrypt",), ("kms:GenerateDataKey",), ("kms:GenerateDataKey", "kms:Decrypt")
NEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{f"dynamodb:{action}": _READ for action in (*_ITEMS, "UpdateItem")},
        "kinesis:GetRecords": _READ,
        "kinesis:PutRecord": _WRITE,
        "kinesis:PutRecords": _WRITE,
        "kinesis:SubscribeToShard": _READ,
        "s3:GetObject": _READ,
        "s3:GetObjectVersion": _READ,
        "s3:PutObject": _WRITE,
        "secretsmanager:GetSecretValue": _READ,
        "secretsmanager:PutSecretValue": _BOTH,
        "sns:Publish": _BOTH,
        "sqs:ReceiveMessage": _READ,
        "sqs:SendMessage": _BOTH,
        "ssm:GetParameter": _READ,
        "ssm:GetParameterHistory": _READ,
        "ssm:GetParameters": _READ,
        "ssm:GetParametersByPath": _READ,
        "ssm:PutParameter": ("kms:Encrypt",),
    }
)
"""Actions of KMS by the action that takes them, on what a customer's key encrypts."""


class Encryption:
    """The keys of what stands at ARNs."""

    def __init__(self, cloud: Cloud, facts: Facts) -> None:
        self._cloud = cloud
        self._facts = facts

    def key(self, resource: str, region: str) -> str:
        """The ARN of the customer's key that encrypts a resource; empty where none does, or AWS manages it."""
        service = resource.split(":", 3)[2] if resource.startswith("arn:") else ""
        if service not in READERS:
            return ""
        name, read = READERS[service]
        region = resource.split(":", 4)[3] or region
        kept = resource.partition("/")[0] if service == "s3" else resource
        return self._customers(
            self._facts.found(name, region, ("encrypted", kept), lambda one: read(one, kept), ""), region
        )

    def needed(self, action: str, resource: str, region: str, params: Params) -> str:
        """The key that an action takes on a resource; empty where it takes none."""
        if action not in NEEDS:
            return ""
        if action in {"s3:GetObject", "s3:GetObjectVersion"}:
            return self._customers(self._of_object(resource, region, params), region)
        if action == "s3:PutObject" and (how := params.get("ServerSideEncryption")):
            named = params.get("SSEKMSKeyId", "") if how.startswith("aws:kms") else ""
            return self._customers(named, region)
        if action == "ssm:PutParameter" and params:
            named = params.get("KeyId", "") if params.get("Type") == "SecureString" else ""
            return self._customers(named, region)
        if action.startswith("ssm:Get") and params and not params.get("WithDecryption"):
            return ""
        return self.key(resource, region)

    def _of_object(self, resource: str, region: str, params: Params) -> str:
        """The key that an object was written with; it may differ from that of its bucket."""
        bucket, _, key = resource.partition(":::")[2].partition("/")
        version = {"VersionId": params["VersionId"]} if params.get("VersionId") else {}
        client = self._cloud.client("s3", region)
        with looking():
            try:
                return str(client.head_object(Bucket=bucket, Key=key, **version).get("SSEKMSKeyId", ""))
            except client.exceptions.ClientError:
                return ""

    def _customers(self, name: str, region: str) -> str:
        """The ARN of a key of the customer's own, by any name; one that is not there keeps its name."""
        if not name:
            return ""
        region = name.split(":", 4)[3] if name.startswith("arn:") else region
        if self._facts.is_of_aws(region, name):
            return ""
        missing = name if name.startswith("arn:") else f"arn:aws:kms:{region}:{self._cloud.account_id}:key/{name}"
        return self._facts.key(region, name) or missing


def context(service: str, resource: str) -> dict[str, tuple[str, ...]]:
    """The condition keys of what a service asks of KMS for a resource, but for through which service it goes.

    Of objects the encryption context depends on the bucket's settings: it is not known.
    """
    names = {"kinesis": "aws:kinesis:arn", "sns": "aws:sns:topicarn", "sqs": "aws:sqs:arn", "ssm": "parameter_arn"}
    found: dict[str, tuple[str, ...]] = {"aws:viaawsservice": ("true",), "aws:calledvia": ()}
    if service in names:
        found[f"kms:encryptioncontext:{names[service]}"] = (resource,)
    if service == "dynamodb":
        found["kms:encryptioncontext:aws:dynamodb:tablename"] = (resource.partition(":table/")[2].partition("/")[0],)
        found["kms:encryptioncontext:aws:dynamodb:subscriberid"] = (resource.split(":")[4],)
        found["aws:calledvia"] = ("dynamodb.amazonaws.com",)
    return found
