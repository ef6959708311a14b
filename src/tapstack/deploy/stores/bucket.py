"""S3 buckets: versions, delete markers and unfinished uploads go before the bucket.

Sources: botocore s3, DeleteBucket (all versions and markers must be deleted), DeleteObjects (1000 keys a request),
HeadBucket (BucketRegion), ExpectedBucketOwner (403 for a bucket of another account).
"""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from tapstack.deploy.stores.access import Access, Wishes
from tapstack.deploy.stores.locks import held
from tapstack.deploy.stores.objects import abort_uploads, delete_versions
from tapstack.deploy.stores.outcome import ABSENT, DELETED, LEFT, Outcome
from tapstack.deploy.stores.refusals import code_of, if_there, told
from tapstack.deploy.stores.seen import Seen

_GONE = ("404", "NoSuchBucket", "NotFound")
_TRIES = 3
_AGAIN = ("BucketNotEmpty", "OperationAborted")


def look(access: Access, name: str) -> Seen | None:
    """The bucket; its versions are counted up to the first thousand."""
    client, owner = access.client("s3"), {"Bucket": name, "ExpectedBucketOwner": access.account_id}
    head = if_there(lambda: client.head_bucket(**owner), _GONE)
    if head is None:
        return None
    region = head.get("BucketRegion") or access.region
    client = access.client("s3", region)
    page = client.list_object_versions(**owner, MaxKeys=1000)
    versions = page.get("Versions", [])
    return Seen(
        name=name,
        arn=f"arn:{access.partition}:s3:::{name}",
        region=region,
        unit="object versions and delete markers",
        count=len(versions) + len(page.get("DeleteMarkers", [])),
        size=sum(one.get("Size", 0) for one in versions),
        at_least=bool(page.get("IsTruncated")),
        key=_key(client, owner),
        notes=_notes(client, owner),
    )


def remove(access: Access, name: str, wishes: Wishes) -> Outcome:
    """Empty the bucket and delete it; what a lock holds stays, and is told with the day on which it ends."""
    client, owner = access.client("s3"), {"Bucket": name, "ExpectedBucketOwner": access.account_id}
    if if_there(lambda: client.head_bucket(**owner), _GONE) is None:
        return Outcome(ABSENT, "No such bucket.")
    for _ in range(_TRIES):
        abort_uploads(client, owner)
        refused = delete_versions(client, owner, bypass=wishes.bypass_governance)
        if refused:
            return held(client, owner, refused)
        try:
            client.delete_bucket(**owner)
        except ClientError as error:
            if code_of(error) in _GONE:
                break
            if code_of(error) not in _AGAIN:
                raise
            access.pause(5)
            continue
        break
    else:
        return Outcome(LEFT, "Something keeps writing into it, such as the access logs of another bucket: try again.")
    return Outcome(DELETED)


def _key(client: Any, owner: dict[str, str]) -> str | None:
    none = ("ServerSideEncryptionConfigurationNotFoundError",)
    answer = if_there(lambda: client.get_bucket_encryption(**owner), none) or {}
    rules = answer.get("ServerSideEncryptionConfiguration", {}).get("Rules", [])
    keys = (rule.get("ApplyServerSideEncryptionByDefault", {}).get("KMSMasterKeyID") for rule in rules)
    return next((key for key in keys if key), None)


def _notes(client: Any, owner: dict[str, str]) -> tuple[str, ...]:
    none = ("ObjectLockConfigurationNotFoundError", "NoSuchObjectLockConfiguration")
    try:
        answer = client.get_object_lock_configuration(**owner)
    except ClientError as error:
        return () if code_of(error) in none else (f"Its Object Lock cannot be read ({told(error)}).",)
    lock = answer.get("ObjectLockConfiguration", {})
    if lock.get("ObjectLockEnabled") != "Enabled":
        return ()
    rule = lock.get("Rule", {}).get("DefaultRetention", {})
    if not rule:
        return ("Object Lock is on; single objects may be locked.",)
    time = f"{rule['Days']} days" if rule.get("Days") else f"{rule.get('Years')} years"
    return (f"Object Lock holds each version for {time} in {rule.get('Mode')} mode.",)
