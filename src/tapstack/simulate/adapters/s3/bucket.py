"""AWS::S3::Bucket."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.s3.domains import attributes
from tapstack.simulate.adapters.s3.setting import told as answered
from tapstack.simulate.adapters.s3.settings import LOST, SETTINGS
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import listed, tags, told
from tapstack.simulate.resources import Made, RefusedError, Wanted

_HOME = "us-east-1"
_LOCKED = {"ObjectLockEnabled": "Enabled"}


class Bucket(Adapter):
    """A bucket; Ref gives its name."""

    type = "AWS::S3::Bucket"
    carried = frozenset({"BucketName", "BucketNamePrefix", "BucketNamespace", "ObjectLockEnabled", "Tags", *SETTINGS})
    recorded = frozenset(
        {
            *("AbacStatus", "AnalyticsConfigurations", "IntelligentTieringConfigurations", "InventoryConfigurations"),
            *("MetadataConfiguration", "MetadataTableConfiguration", "MetricsConfigurations"),
        }
    )
    partly = LOST

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateBucket, then a call for each setting."""
        given, client, name = wanted.properties, bench.client("s3"), _name(bench, wanted)
        if any(bucket["Name"] == name for bucket in client.list_buckets(Prefix=name)["Buckets"]):
            why = "Your previous request to create the named bucket succeeded and you already own it."
            raise RefusedError("BucketAlreadyOwnedByYou", why, service="S3", status=409)
        place = {} if bench.region == _HOME else {"CreateBucketConfiguration": {"LocationConstraint": bench.region}}
        lock = {"ObjectLockEnabledForBucket": True} if given.get("ObjectLockEnabled") else {}
        client.create_bucket(Bucket=name, **place, **lock, **pick(given, "BucketNamespace"))
        made = Made(name, attributes(bench.owner, name))
        with self.begun(made):
            self._set(client, name, {}, given)
            self._tag(bench, name, wanted)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """A call for each setting that differs. Object Lock stays once it is on.

        Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-configure.html
        """
        client, name = bench.client("s3"), made.physical_id
        was, given = before.properties, wanted.properties
        if was.get("ObjectLockEnabled") and not given.get("ObjectLockEnabled"):
            raise RefusedError("InvalidRequest", "Object Lock cannot be disabled once it is enabled", service="S3")
        self._set(client, name, was, given)
        if given.get("ObjectLockEnabled") and not was.get("ObjectLockEnabled"):
            configuration = {**_LOCKED, **(given.get("ObjectLockConfiguration") or {})}
            client.put_object_lock_configuration(Bucket=name, ObjectLockConfiguration=configuration)
        self._tag(bench, name, wanted)
        return made

    def _set(self, client: Any, name: str, was: Mapping[str, Any], given: Mapping[str, Any]) -> None:
        """Whatever differs."""
        for setting, about in SETTINGS.items():
            if given.get(setting) == was.get(setting):
                continue
            if given.get(setting) is None:
                about.reset(client, name)
            else:
                about.put(client, name, given[setting])

    def _tag(self, bench: Bench, name: str, wanted: Wanted) -> None:
        client, pairs = bench.client("s3"), tags(bench, wanted)
        if pairs:
            client.put_bucket_tagging(Bucket=name, Tagging={"TagSet": listed(pairs)})
        else:
            client.delete_bucket_tagging(Bucket=name)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteBucket, which refuses one that is not empty: versions and delete markers count."""
        client = bench.client("s3")
        try:
            client.delete_bucket(Bucket=made.physical_id)
        except client.exceptions.NoSuchBucket:
            return

    def adopt(self, bench: Bench, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """GetBucketLocation; a bucket of another region is not this region's."""
        client, name = bench.client("s3"), identifier["BucketName"]
        place = client.get_bucket_location(Bucket=name).get("LocationConstraint") or _HOME
        if place != bench.region:
            raise RefusedError(
                "NoSuchBucket", f"{name} is in {place}, not in {bench.region}.", service="S3", status=404
            )
        return Made(name, attributes(bench.owner, name))

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """A call for each setting that is wanted. Raises ClientError where the bucket is gone."""
        client, name = bench.client("s3"), made.physical_id
        client.get_bucket_location(Bucket=name)
        found: dict[str, Any] = {"BucketName": name}
        found |= {setting: SETTINGS[setting].get(client, name) for setting in SETTINGS if setting in wanted.properties}
        if "ObjectLockEnabled" in wanted.properties:
            lock = answered(client, "get_object_lock_configuration", name) or {}
            found["ObjectLockEnabled"] = lock.get("ObjectLockConfiguration", {}).get("ObjectLockEnabled") == "Enabled"
        if "Tags" in wanted.properties:
            pairs = (answered(client, "get_bucket_tagging", name) or {}).get("TagSet", [])
            found["Tags"] = told(bench, pairs, wanted=wanted)
        return found


def _name(bench: Bench, wanted: Wanted) -> str:
    """The bucket's name; a prefix is completed with the account's own namespace.

    Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
    """
    given, owner = wanted.properties, bench.owner
    if given.get("BucketNamePrefix"):
        return f"{given['BucketNamePrefix']}-{owner.account_id}-{owner.region}-an"
    return str(given.get("BucketName") or generated(owner, wanted, 63).lower())
