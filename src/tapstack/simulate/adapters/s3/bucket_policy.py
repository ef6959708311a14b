"""AWS::S3::BucketPolicy."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.shapes import document, text
from tapstack.simulate.resources import Made, RefusedError, Wanted


class BucketPolicy(Adapter):
    """The policy of a bucket; Ref gives the bucket's name."""

    type = "AWS::S3::BucketPolicy"
    carried = frozenset({"Bucket", "PolicyDocument"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """PutBucketPolicy, which replaces the policy if there is any, so that is asked first."""
        client, name = bench.client("s3"), wanted.properties["Bucket"]
        if _policy(client, name) is not None:
            raise RefusedError("AlreadyExists", f"The bucket policy already exists on bucket {name}.", service="S3")
        client.put_bucket_policy(Bucket=name, Policy=text(wanted.properties["PolicyDocument"]))
        return Made(name)

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """PutBucketPolicy."""
        policy = text(wanted.properties["PolicyDocument"])
        bench.client("s3").put_bucket_policy(Bucket=made.physical_id, Policy=policy)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteBucketPolicy; a bucket that is gone has none."""
        client = bench.client("s3")
        try:
            client.delete_bucket_policy(Bucket=made.physical_id)
        except client.exceptions.NoSuchBucket:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetBucketPolicy; nothing where the bucket has none."""
        policy = _policy(bench.client("s3"), made.physical_id)
        return {"Bucket": made.physical_id, "PolicyDocument": document(policy)} if policy else {}


def _policy(client: Any, name: str) -> str | None:
    try:
        policy: str = client.get_bucket_policy(Bucket=name)["Policy"]
    except client.exceptions.ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchBucketPolicy":
            return None
        raise
    return policy
