"""REFERS-005: what a property refers to is made by a stack of the set."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.references.judging import of_references
from tapstack.checks.truths.references.table import Row
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_OF_THEIR_OWN = (
    "AWS::DynamoDB::",
    "AWS::EC2::",
    "AWS::Kinesis::",
    "AWS::S3::",
    "AWS::SQS::",
    "AWS::Lambda::",
    "AWS::SNS::",
)
"""Types whose references have truths of their own."""


def _judge(place: Property, row: Row, view: View) -> Iterator[Fault]:
    """A fault where no stack makes it."""
    if place.item.type.startswith(_OF_THEIR_OWN):
        return
    found = arn(place.pattern)
    if found and found.service not in {kind.service for kind in row.kinds}:
        return
    if found and any(not kind.types and kind.service == found.service for kind in row.kinds):
        return
    if not view.exists(place, *row.types):
        yield Fault(place, f"{place.label} is {place.shown}; no stack makes such a {row.meant}.")


TRUTH = Truth(
    id="REFERS-005",
    title="What a property refers to is made by a stack of the set",
    why="AWS takes the name of what is not there; alarms tell nobody, roles cannot be assumed, backups fail, when it"
    " is too late.",
    fix="Make it, under a condition that is true in this region too, or correct the reference.",
    source="assumption: what only fails when it is used is not wanted, either",
    about=("*",),
    judge=of_references(_judge, lambda row: not row.checked and not row.anywhere),
    severity=Severity.WARNING,
)
