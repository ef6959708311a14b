"""S3-051: no two buckets have one name, in whatever regions they are."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(name: Property, view: View) -> Iterator[Fault]:
    """A fault for a name that another bucket of this region or of an earlier one has."""
    item = name.item
    if item.properties.has("BucketNamespace"):
        return
    for region in view.regions[: view.regions.index(item.region) + 1]:
        for other in view.all("AWS::S3::Bucket", region=region):
            theirs = other["BucketName"]
            if other is item or not theirs.given or theirs.pattern != name.pattern:
                continue
            if not other.certain:
                raise NotKnown(f"whether {other} is made is not known, and it would have the name {name.shown}")
            yield Fault(name, f"{other} has the name {name.shown} too.")


TRUTH = Truth(
    id="S3-051",
    title="Bucket names are unique across all regions of the set",
    why="Names are global: S3 answers BucketAlreadyOwnedByYou or BucketAlreadyExists to the second one.",
    fix="Put the region and the account into the name: data-${AWS::AccountId}-${AWS::Region}.",
    source="S3 user guide, Bucket naming rules: names are unique within a partition",
    about=("AWS::S3::Bucket",),
    at="BucketName",
    judge=judge,
)
