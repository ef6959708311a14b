"""KMS-012: a resource waits for the alias or key that it names."""

from collections.abc import Iterator

from tapstack.checks.truths.kms.keys import KEYS, PATHS, named_keys
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_CHECKED_LATER = ("AWS::S3::Bucket", "AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::Lambda::Function")


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for each key or alias of the same stack that may be made after the resource."""
    for key in named_keys(resource):
        found = view.find(key, *KEYS)
        if found and found.region == resource.item.region and not view.before(resource.item, found):
            yield Fault(key, f"{resource.item} does not wait for {found}, which it names by {key.shown}.")


TRUTH = Truth(
    id="KMS-012",
    title="A resource depends on the key or alias that encrypts it",
    why="The service looks the key up when the resource is made: without the dependency it may not be there yet.",
    fix="Refer to the key or the alias by Ref or GetAtt, or add DependsOn.",
    source="CloudFormation user guide, DependsOn (without a reference or DependsOn resources are made in parallel);"
    " botocore kms, NotFoundException",
    about=tuple(name for name in PATHS if name not in _CHECKED_LATER),
    judge=judge,
)
