"""REFERS-007: an ARN is of the partition of the region."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.mentions import arns
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.facts.regions import partition
from tapstack.graph.stackset import Property


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for each ARN of another partition."""
    here = partition(site.item.region)
    for place in arns(site.item) if here else ():
        name = place.pattern.split(":", 2)[1]
        if name.startswith("aws") and name.replace("-", "").isalpha() and name != here:
            yield Fault(place, f"{place.shown} is of the partition {name}; {site.item.region} is of {here}.")


TRUTH = Truth(
    id="REFERS-007",
    title="An ARN is of the partition of the region",
    why="In China and GovCloud arn:aws: names nothing: the service refuses it, or a policy with it matches nothing.",
    fix="Write arn:${AWS::Partition}:.",
    source="AWS General Reference, Amazon Resource Names (partitions)",
    about=("*",),
    judge=judge,
    later=True,
)
