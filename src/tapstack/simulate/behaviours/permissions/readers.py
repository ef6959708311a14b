"""With which key something is encrypted, as its service tells it: by id, ARN or alias, empty where with none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any


def _stream(client: Any, arn: str) -> str:
    about = client.describe_stream_summary(StreamName=arn.rpartition("/")[2])["StreamDescriptionSummary"]
    return str(about.get("KeyId", "")) if about.get("EncryptionType") == "KMS" else ""


def _queue(client: Any, arn: str) -> str:
    url = client.get_queue_url(QueueName=arn.rpartition(":")[2])["QueueUrl"]
    about = client.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return str(about.get("KmsMasterKeyId", ""))


def _topic(client: Any, arn: str) -> str:
    return str(client.get_topic_attributes(TopicArn=arn)["Attributes"].get("KmsMasterKeyId", ""))


def _table(client: Any, arn: str) -> str:
    name = arn.partition(":table/")[2].partition("/")[0]
    return str(client.describe_table(TableName=name)["Table"].get("SSEDescription", {}).get("KMSMasterKeyArn", ""))


def _bucket(client: Any, arn: str) -> str:
    """The key that objects get by default."""
    found = client.get_bucket_encryption(Bucket=arn.partition(":::")[2].partition("/")[0])
    rule = found["ServerSideEncryptionConfiguration"]["Rules"][0].get("ApplyServerSideEncryptionByDefault", {})
    return str(rule.get("KMSMasterKeyID", "")) if rule.get("SSEAlgorithm", "").startswith("aws:kms") else ""


def _secret(client: Any, arn: str) -> str:
    return str(client.describe_secret(SecretId=arn).get("KmsKeyId", ""))


def _function(client: Any, arn: str) -> str:
    return str(client.get_function_configuration(FunctionName=arn.split(":")[6]).get("KMSKeyArn", ""))


def _bus(client: Any, arn: str) -> str:
    return str(client.describe_event_bus(Name=arn.partition(":event-bus/")[2]).get("KmsKeyIdentifier", ""))


def _machine(client: Any, arn: str) -> str:
    about = client.describe_state_machine(stateMachineArn=arn)
    return str(about.get("encryptionConfiguration", {}).get("kmsKeyId", ""))


def _parameter(client: Any, arn: str) -> str:
    """Of a SecureString; names may begin with a slash, which ARNs do not show."""
    name = arn.partition(":parameter/")[2]
    for one in (f"/{name}", name):
        wanted = [{"Key": "Name", "Values": [one]}]
        for found in client.describe_parameters(ParameterFilters=wanted)["Parameters"]:
            return str(found.get("KeyId", "")) if found["Type"] == "SecureString" else ""
    return ""


READERS: Mapping[str, tuple[str, Callable[[Any, str], str]]] = MappingProxyType(
    {
        "dynamodb": ("dynamodb", _table),
        "events": ("events", _bus),
        "kinesis": ("kinesis", _stream),
        "lambda": ("lambda", _function),
        "s3": ("s3", _bucket),
        "secretsmanager": ("secretsmanager", _secret),
        "sns": ("sns", _topic),
        "sqs": ("sqs", _queue),
        "ssm": ("ssm", _parameter),
        "states": ("stepfunctions", _machine),
    }
)
