"""KMS-016: a replica key has a multi-Region primary in another region."""

from collections.abc import Iterator

from tapstack.checks.truths.kms.keys import is_arn, names_alias, region_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import ACCOUNT, is_whole


def judge(primary: Property, view: View) -> Iterator[Fault]:
    """A fault for a primary in the same region, one that is no multi-Region key, and one that is not there."""
    here = primary.item.region
    if names_alias(primary) or not is_arn(primary, view):
        yield Fault(primary, f"The primary {primary.shown} is not the ARN of a key.")
    elif region_of(primary) in ("", here):
        yield from _of_the_stack(primary, view)
    elif is_whole(primary.pattern.replace(ACCOUNT, "")) and ":key/mrk-" not in primary.pattern:
        yield Fault(primary, f"The primary key {primary.shown} is no multi-Region key.")
    elif not view.exists(primary, "AWS::KMS::Key"):
        yield Fault(primary, f"No stack makes the primary key {primary.shown}.")


def _of_the_stack(primary: Property, view: View) -> Iterator[Fault]:
    here = primary.item.region
    found = None if region_of(primary) else view.find(primary, "AWS::KMS::Key")
    if region_of(primary) or (found and found.region == here):
        yield Fault(primary, f"The primary key is in {here}, as the replica.")


TRUTH = Truth(
    id="KMS-016",
    title="A replica key names, by ARN, a multi-Region primary key of another region",
    why="KMS answers ValidationException or UnsupportedOperationException, and the stack fails.",
    fix="Make the primary with MultiRegion: true in the region that comes first, and name its ARN there.",
    source="resource schema AWS::KMS::ReplicaKey, PrimaryKeyArn (the ARN, no alias or id); botocore kms ReplicateKey (a"
    " multi-Region primary key, into a different Region)",
    about=("AWS::KMS::ReplicaKey",),
    at="PrimaryKeyArn",
    judge=judge,
)
