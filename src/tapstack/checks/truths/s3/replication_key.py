"""S3-011: the key of the replicas is in the region of their bucket, and is there."""

from collections.abc import Iterator

from tapstack.checks.truths.kms.keys import KEYS, region_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(destination: Property, view: View) -> Iterator[Fault]:
    """A fault for a key that no stack makes, and for one in another region than the destination's."""
    key = destination["EncryptionConfiguration.ReplicaKmsKeyID"]
    if not key.given:
        return
    found = view.find(key, *KEYS)
    if found is None:
        yield Fault(key, f"No stack makes the replica key {key.shown}.")
    region = found.region if found else region_of(key)
    bucket = view.find(destination["Bucket"], "AWS::S3::Bucket")
    if bucket and region and region != bucket.region:
        yield Fault(key, f"The replica key is in {region}, and the destination {bucket}.")


TRUTH = Truth(
    id="S3-011",
    title="The key of a replication destination exists and is in the region of the destination bucket",
    why="S3 does not check the key when the configuration is written; every replication fails later.",
    fix="Name a key or alias of the destination's region by its whole ARN.",
    source="S3 user guide"
    " (https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html):"
    " the key must be of the destination's region, and is not checked when it is written",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules[].Destination",
    judge=judge,
    later=True,
)
