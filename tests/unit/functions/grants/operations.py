"""The actions that IAM asks for when an operation of AWS is called.

Most have the name of the operation, under the service's name in botocore or under the one that requests are signed with
(``states`` of Step Functions). The others stand in ``OTHERS``.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from botocore.model import ServiceModel

from tests.unit.permissions.service_authorization import matching

S3 = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html"
REPLICATION = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html"
BATCH_OPERATIONS = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateJob.html"
EXPORTS = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport_Requesting.html"
SQS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html"


class Asked(NamedTuple):
    """What one operation asks for, where that is written, and to whom it passes a role."""

    actions: tuple[str, ...]
    written: str
    passed_to: str = ""


OTHERS: Mapping[tuple[str, str], Asked] = MappingProxyType(
    {
        ("dynamodb", "ExportTableToPointInTime"): Asked(
            ("dynamodb:ExportTableToPointInTime", "s3:AbortMultipartUpload", "s3:PutObject", "s3:PutObjectAcl"), EXPORTS
        ),
        ("s3", "DeleteBucketReplication"): Asked(("s3:PutReplicationConfiguration",), S3),
        ("s3", "GetBucketReplication"): Asked(("s3:GetReplicationConfiguration",), S3),
        ("s3", "HeadObject"): Asked(("s3:GetObject",), S3),
        ("s3", "ListObjectsV2"): Asked(("s3:ListBucket",), S3),
        ("s3", "PutBucketReplication"): Asked(
            ("s3:PutReplicationConfiguration", "iam:PassRole"), REPLICATION, "s3.amazonaws.com"
        ),
        ("s3control", "CreateJob"): Asked(
            ("s3:CreateJob", "iam:PassRole"), BATCH_OPERATIONS, "batchoperations.s3.amazonaws.com"
        ),
        ("sqs", "SendMessageBatch"): Asked(("sqs:SendMessage",), SQS),
    }
)


@cache
def actions(service: ServiceModel, operation: str) -> tuple[str, ...]:
    """The actions that ``operation`` asks for; LookupError where IAM has none of that name and ``OTHERS`` no row."""
    row = OTHERS.get((service.service_name, operation))
    if row:
        return row.actions
    for prefix in (service.service_name, service.signing_name):
        if found := matching(f"{prefix}:{operation}"):
            return (found[0].name,)
    raise LookupError(f"No action has the name of {service.service_name} {operation}. Say in OTHERS what it asks for.")


def passed_to(service: ServiceModel, operation: str) -> str:
    """The service that gets the role which the operation passes; nothing if it passes none."""
    row = OTHERS.get((service.service_name, operation))
    return row.passed_to if row else ""
