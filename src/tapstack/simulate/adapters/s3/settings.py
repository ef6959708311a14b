"""Every setting of a bucket that moto holds, by its property."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.s3 import lifecycle, notification, replication
from tapstack.simulate.adapters.s3.setting import Setting
from tapstack.simulate.adapters.shapes import pick, renamed

_LOGGING = {
    "DestinationBucketName": "TargetBucket",
    "LogFilePrefix": "TargetPrefix",
    "TargetObjectKeyFormat": "TargetObjectKeyFormat",
}


def _encryption(given: Any) -> Any:
    rules = given["ServerSideEncryptionConfiguration"]
    return {"Rules": [_encryption_rule(rule) for rule in rules]}


def _encryption_rule(rule: Any) -> Any:
    found = pick(rule, "BucketKeyEnabled", "BlockedEncryptionTypes")
    names = {"SSEAlgorithm": "SSEAlgorithm", "KMSMasterKeyID": "KMSMasterKeyID"}
    return found | {"ApplyServerSideEncryptionByDefault": renamed(rule.get("ServerSideEncryptionByDefault", {}), names)}


def _encryption_told(answer: Any) -> Any:
    rules = [
        pick(rule, "BucketKeyEnabled", "BlockedEncryptionTypes")
        | {"ServerSideEncryptionByDefault": rule.get("ApplyServerSideEncryptionByDefault")}
        for rule in answer["Rules"]
    ]
    return {"ServerSideEncryptionConfiguration": rules}


def _logging(given: Any) -> Any:
    return {"LoggingEnabled": {"TargetPrefix": "", **renamed(given, _LOGGING)}}


def _logging_told(answer: Any) -> Any:
    return renamed(answer or {}, {api: name for name, api in _LOGGING.items()})


SETTINGS = {
    "VersioningConfiguration": Setting("bucket_versioning", "VersioningConfiguration", without={"Status": "Suspended"}),
    "BucketEncryption": Setting(
        *("bucket_encryption", "ServerSideEncryptionConfiguration", _encryption, _encryption_told),
        answer="ServerSideEncryptionConfiguration",
    ),
    "PublicAccessBlockConfiguration": Setting(
        "public_access_block", "PublicAccessBlockConfiguration", answer="PublicAccessBlockConfiguration"
    ),
    "OwnershipControls": Setting("bucket_ownership_controls", "OwnershipControls", answer="OwnershipControls"),
    "LifecycleConfiguration": Setting(
        *("bucket_lifecycle_configuration", "LifecycleConfiguration", lifecycle.to_api, lifecycle.from_api)
    ),
    "LoggingConfiguration": Setting(
        *("bucket_logging", "BucketLoggingStatus", _logging, _logging_told), answer="LoggingEnabled", without={}
    ),
    "ObjectLockConfiguration": Setting(
        *("object_lock_configuration", "ObjectLockConfiguration"),
        answer="ObjectLockConfiguration",
        without={"ObjectLockEnabled": "Enabled"},
    ),
    "ReplicationConfiguration": Setting(
        *("bucket_replication", "ReplicationConfiguration", replication.to_api, replication.from_api),
        answer="ReplicationConfiguration",
    ),
    "NotificationConfiguration": Setting(
        *("bucket_notification_configuration", "NotificationConfiguration"),
        *(notification.to_api, notification.from_api),
        without={},
    ),
    "AccelerateConfiguration": Setting(
        *("bucket_accelerate_configuration", "AccelerateConfiguration"),
        to_api=lambda given: {"Status": given["AccelerationStatus"]},
        from_api=lambda answer: {"AccelerationStatus": answer.get("Status")},
        without={"Status": "Suspended"},
    ),
}
