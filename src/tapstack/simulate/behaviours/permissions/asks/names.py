"""Operations whose actions have other names.

Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html;
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html;
https://docs.aws.amazon.com/service-authorization/latest/reference/ for KMS, Lambda and SNS;
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html and
S3DataExport_Requesting.html of the same guide.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_S3 = {
    "CompleteMultipartUpload": "PutObject",
    "CopyObject": "PutObject",
    "CreateMultipartUpload": "PutObject",
    "DeleteBucketCors": "PutBucketCORS",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
    "DeleteBucketReplication": "PutReplicationConfiguration",
    "DeleteBucketTagging": "PutBucketTagging",
    "DeleteObjects": "DeleteObject",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
    "GetBucketCors": "GetBucketCORS",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "GetBucketNotificationConfiguration": "GetBucketNotification",
    "GetBucketReplication": "GetReplicationConfiguration",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "HeadBucket": "ListBucket",
    "HeadObject": "GetObject",
    "ListBuckets": "ListAllMyBuckets",
    "ListMultipartUploads": "ListBucketMultipartUploads",
    "ListObjectVersions": "ListBucketVersions",
    "ListObjects": "ListBucket",
    "ListObjectsV2": "ListBucket",
    "ListParts": "ListMultipartUploadParts",
    "PutBucketAccelerateConfiguration": "PutAccelerateConfiguration",
    "PutBucketCors": "PutBucketCORS",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "PutBucketNotificationConfiguration": "PutBucketNotification",
    "PutBucketReplication": "PutReplicationConfiguration",
    "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
    "UploadPart": "PutObject",
}

OTHERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{f"s3:{operation}": (f"s3:{action}",) for operation, action in _S3.items()},
        "dynamodb:ExportTableToPointInTime": (
            *("dynamodb:ExportTableToPointInTime", "s3:AbortMultipartUpload", "s3:PutObject", "s3:PutObjectAcl"),
        ),
        "dynamodb:TransactGetItems": ("dynamodb:GetItem",),
        "kms:ReEncrypt": ("kms:ReEncryptFrom", "kms:ReEncryptTo"),
        "lambda:Invoke": ("lambda:InvokeFunction",),
        "sns:PublishBatch": ("sns:Publish",),
        "sqs:ChangeMessageVisibilityBatch": ("sqs:ChangeMessageVisibility",),
        "sqs:DeleteMessageBatch": ("sqs:DeleteMessage",),
        "sqs:SendMessageBatch": ("sqs:SendMessage",),
        "sts:GetCallerIdentity": (),
    }
)
"""By service and operation, as botocore names them; none where nothing is asked for."""

VERSIONED: Mapping[str, str] = MappingProxyType(
    {
        "s3:DeleteObject": "s3:DeleteObjectVersion",
        "s3:DeleteObjectTagging": "s3:DeleteObjectVersionTagging",
        "s3:GetObject": "s3:GetObjectVersion",
        "s3:GetObjectAcl": "s3:GetObjectVersionAcl",
        "s3:GetObjectAttributes": "s3:GetObjectVersionAttributes",
        "s3:GetObjectTagging": "s3:GetObjectVersionTagging",
        "s3:PutObjectAcl": "s3:PutObjectVersionAcl",
        "s3:PutObjectTagging": "s3:PutObjectVersionTagging",
    }
)
"""What is asked for in place of an action where the call names a version."""

BESIDE: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("s3:PutObject", "ACL"): "s3:PutObjectAcl",
        ("s3:PutObject", "ObjectLockLegalHoldStatus"): "s3:PutObjectLegalHold",
        ("s3:PutObject", "ObjectLockMode"): "s3:PutObjectRetention",
        ("s3:PutObject", "Tagging"): "s3:PutObjectTagging",
    }
)
"""What a call with a parameter asks for too. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html."""

PASSED: Mapping[str, str] = MappingProxyType(
    {
        "backup:StartBackupJob": "backup.amazonaws.com",
        "backup:StartCopyJob": "backup.amazonaws.com",
        "backup:StartRestoreJob": "backup.amazonaws.com",
        "lambda:CreateFunction": "lambda.amazonaws.com",
        "s3:PutBucketReplication": "s3.amazonaws.com",
        "s3control:CreateJob": "batchoperations.s3.amazonaws.com",
        "stepfunctions:CreateStateMachine": "states.amazonaws.com",
        "stepfunctions:UpdateStateMachine": "states.amazonaws.com",
    }
)
"""To which service an operation hands a role, if it names one: iam:PassRole is asked for.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html, API_PutBucketReplication.html and
API_control_CreateJob.html of S3, https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html.
"""
