"""S3-051: no two buckets have one name, in whatever regions they are."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(name: Property, view: View) -> Iterator[Fault]:
    """A fault for a name that a bucket made earlier has already."""
    if name.item.properties.has("BucketNamespace"):
        return
    for other in view.all("AWS::S3::Bucket"):
        if other is name.item:
            return
        theirs = other["BucketName"]
        if theirs.raw is not None and theirs.pattern == name.pattern:
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
