"""KMS-010: what encrypts a resource is a key of the resource's region."""

from collections.abc import Iterator

from tapstack.checks.truths.kms.keys import PATHS, named_keys, region_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(resource: Property, _: View) -> Iterator[Fault]:
    """A fault for each ARN of a key or alias that names another region."""
    here = resource.item.region
    for key in named_keys(resource):
        region = region_of(key)
        if region and region != here:
            yield Fault(key, f"The key {key.shown} is in {region}, and the resource in {here}.")


TRUTH = Truth(
    id="KMS-010",
    title="The key that encrypts a resource is in the region of the resource",
    why="KMS finds no such key: the service refuses the resource, or fails with the first thing that it encrypts.",
    fix="Use a key of each region, under one alias: alias/NAME, or ${AWS::Region} in its ARN.",
    source="KMS developer guide, Multi-Region keys: a KMS key is used in its own Region only",
    about=tuple(PATHS),
    judge=judge,
)
