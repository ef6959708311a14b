"""KMS-008: an alias leads to a key of its region."""

from collections.abc import Iterator

from tapstack.checks.truths.kms.keys import names_alias, region_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(target: Property, view: View) -> Iterator[Fault]:
    """A fault for an alias of an alias, for a key of another region, and for one that no stack makes."""
    here = target.item.region
    if names_alias(target):
        yield Fault(target, f"The target {target.shown} is an alias.")
        return
    region = region_of(target)
    if region and region != here:
        yield Fault(target, f"The target key is in {region}, the alias in {here}.")
        return
    if not view.exists(target, "AWS::KMS::Key", "AWS::KMS::ReplicaKey"):
        yield Fault(target, f"No stack makes the target key {target.shown}.")


TRUTH = Truth(
    id="KMS-008",
    title="The target of an alias is a key, by id or ARN, in the same region",
    why="KMS answers NotFoundException or ValidationException, and the stack fails.",
    fix="Refer to the key of the same stack by Ref.",
    source="resource schema AWS::KMS::Alias, TargetKeyId (the key must be in the same account and Region; key id or key"
    " ARN)",
    about=("AWS::KMS::Alias",),
    at="TargetKeyId",
    judge=judge,
)
