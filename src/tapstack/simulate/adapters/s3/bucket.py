"""AWS::S3::Bucket."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.s3.settings import SETTINGS
from tapstack.simulate.adapters.tags import listed, tags, told
from tapstack.simulate.resources import Made, Wanted

_HOME = "us-east-1"
_LATE = ("ReplicationConfiguration", "NotificationConfiguration", "LoggingConfiguration")


class Bucket(Adapter):
    """A bucket; Ref gives its name."""

    type = "AWS::S3::Bucket"
    carried = frozenset({"BucketName", "ObjectLockEnabled", "Tags", *SETTINGS})
    recorded = frozenset(
        {
            *("AnalyticsConfigurations", "IntelligentTieringConfigurations", "InventoryConfigurations"),
            *("MetricsConfigurations", "MetadataTableConfiguration", "AccessControl"),
        }
    )
    partly: ClassVar[Mapping[str, str]] = {
        "ReplicationConfiguration/Rules/*/DeleteMarkerReplication": "moto tells Disabled",
        "ReplicationConfiguration/Rules/*/SourceSelectionCriteria": "moto loses it",
    }

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateBucket, then a call for each setting."""
        given, client = wanted.properties, bench.client("s3")
        name = given.get("BucketName") or generated(bench.owner, wanted, 63).lower()
        place = {} if bench.region == _HOME else {"CreateBucketConfiguration": {"LocationConstraint": bench.region}}
        lock = {"ObjectLockEnabledForBucket": True} if given.get("ObjectLockEnabled") else {}
        client.create_bucket(Bucket=name, **place, **lock)
        made = _made(bench, name)
        with self.begun(made):
            self._set(bench, name, {}, given)
            self._tag(bench, name, wanted)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """A call for each setting that differs."""
        self._set(bench, made.physical_id, before.properties, wanted.properties)
        self._tag(bench, made.physical_id, wanted)
        return made

    def _set(self, bench: Bench, name: str, was: Any, given: Any) -> None:
        """What needs the bucket's other settings, such as its versions, comes last."""
        client = bench.client("s3")
        for setting in sorted(SETTINGS, key=lambda one: (one in _LATE, one)):
            if given.get(setting) == was.get(setting):
                continue
            if given.get(setting) is None:
                SETTINGS[setting].reset(client, name)
            else:
                SETTINGS[setting].put(client, name, given[setting])

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

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """A call for each setting that is wanted."""
        client, name = bench.client("s3"), made.physical_id
        found: dict[str, Any] = {"BucketName": name}
        for setting in SETTINGS:
            if setting in wanted.properties:
                found[setting] = SETTINGS[setting].get(client, name)
        if "ObjectLockEnabled" in wanted.properties:
            about = client.get_object_lock_configuration(Bucket=name)["ObjectLockConfiguration"]
            found["ObjectLockEnabled"] = about["ObjectLockEnabled"] == "Enabled"
        if "Tags" in wanted.properties:
            found["Tags"] = told(bench, client.get_bucket_tagging(Bucket=name)["TagSet"])
        return found


def _made(bench: Bench, name: str) -> Made:
    """Source of the forms: the attributes of the resource schema."""
    suffix = "amazonaws.com.cn" if bench.owner.partition == "aws-cn" else "amazonaws.com"
    attributes = {
        "Arn": f"arn:{bench.owner.partition}:s3:::{name}",
        "DomainName": f"{name}.s3.{suffix}",
        "DualStackDomainName": f"{name}.s3.dualstack.{bench.region}.{suffix}",
        "RegionalDomainName": f"{name}.s3.{bench.region}.{suffix}",
        "WebsiteURL": f"http://{name}.s3-website-{bench.region}.{suffix}",
    }
    return Made(name, attributes)
