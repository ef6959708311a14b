"""The replication rules of a bucket, and where they lead."""

from tapstack.checks.controls.control import NotAskedError
from tapstack.checks.truths.s3.replication import runs
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property

BUCKET = "AWS::S3::Bucket"


def rules_of(bucket: Property) -> list[Property]:
    """The rules that are enabled. Raises NotAskedError where there is none."""
    found = [rule for rule in bucket["ReplicationConfiguration.Rules"].items if runs(rule)]
    if not found:
        raise NotAskedError(f"{bucket.item} replicates nothing")
    return found


def destination_of(rule: Property, view: View) -> Item:
    """The bucket that a rule writes to. Raises NotKnown where no stack makes it."""
    place = rule["Destination.Bucket"]
    found = view.find(place, BUCKET)
    if found is None:
        raise NotKnown(f"where {place.shown} is, is not known: no stack makes it")
    return found
