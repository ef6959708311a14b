"""REFERS-004: what AWS looks for when the resource is made is made by a stack of the set."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.references.judging import of_references
from tapstack.checks.truths.references.table import Row
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def _judge(place: Property, row: Row, view: View) -> Iterator[Fault]:
    """A fault where no stack makes it."""
    found = arn(place.pattern)
    if found and found.service not in {kind.service for kind in row.kinds}:
        return
    if found and any(not kind.types and kind.service == found.service for kind in row.kinds):
        return
    if not view.exists(place, *row.types):
        yield Fault(place, f"{place.label} is {place.shown}; no stack makes such a {row.meant}.")


TRUTH = Truth(
    id="REFERS-004",
    title="What AWS looks for when the resource is made is made by a stack of the set",
    why="The service answers ResourceNotFoundException, or the request of a custom resource reaches nobody, and the"
    " stack fails.",
    fix="Make it, under a condition that is true in this region too, or correct the reference.",
    source="references/table.json, checked: botocore logs PutSubscriptionFilter and its like; CloudFormation User"
    " Guide, custom resources",
    about=(
        "AWS::Logs::MetricFilter",
        "AWS::Logs::SubscriptionFilter",
        "AWS::Logs::LogStream",
        "AWS::Scheduler::Schedule",
        "Custom::*",
    ),
    judge=of_references(_judge, lambda row: bool(row.checked)),
)
