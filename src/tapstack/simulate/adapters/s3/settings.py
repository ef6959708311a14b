"""Every setting of a bucket that moto holds, by its property, in the order in which they are put."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tapstack.simulate.adapters.s3 import encryption, lifecycle, notification, replication, website
from tapstack.simulate.adapters.s3.setting import Setting
from tapstack.simulate.adapters.shapes import renamed

_LOGGING = {
    "DestinationBucketName": "TargetBucket",
    "LogFilePrefix": "TargetPrefix",
    "TargetObjectKeyFormat": "TargetObjectKeyFormat",
}
_LISTS = {
    "Private": "private",
    "PublicRead": "public-read",
    "PublicReadWrite": "public-read-write",
    "AuthenticatedRead": "authenticated-read",
    "AwsExecRead": "aws-exec-read",
    "BucketOwnerRead": "bucket-owner-read",
    "BucketOwnerFullControl": "bucket-owner-full-control",
    "LogDeliveryWrite": "log-delivery-write",
}


def _logging(given: Any) -> Any:
    return {"LoggingEnabled": {"TargetPrefix": "", **renamed(given, _LOGGING)}}


def _logging_told(answer: Any) -> Any:
    return renamed(answer or {}, {api: name for name, api in _LOGGING.items()})


def _nothing(_: Any) -> None:
    return None


SETTINGS: Final[Mapping[str, Setting]] = {
    "VersioningConfiguration": Setting("bucket_versioning", "VersioningConfiguration", without={"Status": "Suspended"}),
    "PublicAccessBlockConfiguration": Setting(
        "public_access_block", "PublicAccessBlockConfiguration", answer="PublicAccessBlockConfiguration"
    ),
    "OwnershipControls": Setting("bucket_ownership_controls", "OwnershipControls", answer="OwnershipControls"),
    "AccessControl": Setting("bucket_acl", "ACL", to_api=_LISTS.__getitem__, from_api=_nothing, without="private"),
    "BucketEncryption": Setting(
        *("bucket_encryption", "ServerSideEncryptionConfiguration", encryption.to_api, encryption.from_api),
        answer="ServerSideEncryptionConfiguration",
    ),
    "ObjectLockConfiguration": Setting(
        *("object_lock_configuration", "ObjectLockConfiguration"),
        answer="ObjectLockConfiguration",
        without={"ObjectLockEnabled": "Enabled"},
    ),
    "LifecycleConfiguration": Setting(
        *("bucket_lifecycle_configuration", "LifecycleConfiguration", lifecycle.to_api, lifecycle.from_api)
    ),
    "CorsConfiguration": Setting("bucket_cors", "CORSConfiguration", website.cors_to_api, website.cors_from_api),
    "WebsiteConfiguration": Setting(
        *("bucket_website", "WebsiteConfiguration", website.website_to_api, website.website_from_api)
    ),
    "AccelerateConfiguration": Setting(
        *("bucket_accelerate_configuration", "AccelerateConfiguration"),
        to_api=lambda given: {"Status": given["AccelerationStatus"]},
        from_api=lambda answer: {"AccelerationStatus": answer.get("Status")},
        without={"Status": "Suspended"},
    ),
    "LoggingConfiguration": Setting(
        *("bucket_logging", "BucketLoggingStatus", _logging, _logging_told),
        answer="LoggingEnabled",
        without={},
        itself="DestinationBucketName",
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
}

LOST: Final[Mapping[str, str]] = {
    "AccessControl": "S3 tells the grants that it stands for",
    "BucketEncryption/ServerSideEncryptionConfiguration/*/BlockedEncryptionTypes": "moto loses it",
    "ObjectLockConfiguration/Rule/DefaultRetention/DefaultEventHold": "moto loses it",
    "LifecycleConfiguration/TransitionDefaultMinimumObjectSize": "moto tells all_storage_classes_128K",
    "LifecycleConfiguration/Rules/*/NoncurrentVersionExpiration/NewerNoncurrentVersions": "moto loses it",
    "LifecycleConfiguration/Rules/*/ObjectSizeGreaterThan": "moto loses it",
    "LifecycleConfiguration/Rules/*/ObjectSizeLessThan": "moto loses it",
    "LifecycleConfiguration/Rules/*/Transition": "S3 tells it among Transitions",
    "LifecycleConfiguration/Rules/*/NoncurrentVersionTransition": "S3 tells it among NoncurrentVersionTransitions",
    "LifecycleConfiguration/Rules/*/NoncurrentVersionExpirationInDays": "S3 tells it as NoncurrentVersionExpiration",
    "LoggingConfiguration/TargetObjectKeyFormat": "moto loses it",
    "ReplicationConfiguration/Rules/*/DeleteMarkerReplication": "moto tells Disabled",
    "ReplicationConfiguration/Rules/*/Filter": "moto tells a filter that lets everything through",
    "ReplicationConfiguration/Rules/*/Prefix": "moto tells a filter that lets everything through",
    "ReplicationConfiguration/Rules/*/SourceSelectionCriteria": "moto loses it",
    "NotificationConfiguration/EventBridgeConfiguration": "moto holds it and does not tell it",
}
