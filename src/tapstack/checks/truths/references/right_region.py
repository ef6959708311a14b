"""REFERS-003: A reference is to the region of the resource itself, where the service knows no other."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.references.arn import arn
from tapstack.checks.truths.references.judging import of_references
from tapstack.checks.truths.references.table import Row
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import is_whole

_OF_THEIR_OWN = ("AWS::DynamoDB::", "AWS::EC2::", "AWS::Kinesis::", "AWS::S3::", "AWS::SQS::")
"""Types whose references have truths of their own."""


def _judge(place: Property, _: Row, __: View) -> Iterator[Fault]:
    """A fault for an ARN of another region."""
    if place.item.type.startswith(_OF_THEIR_OWN):
        return
    found = arn(place.pattern)
    if found and is_whole(found.region) and found.region not in ("", "*", place.item.region):
        yield Fault(place, f"{place.label} is {place.shown}, in {found.region}; it must be in {place.item.region}.")


TRUTH = Truth(
    id="REFERS-003",
    title="A reference is to the region of the resource itself, where the service knows no other",
    why="The service refuses an ARN of another region, or looks for it in its own and does not find it.",
    fix="Refer to the counterpart in this region: build the ARN with ${AWS::Region}.",
    source="Service Authorization Reference (regional ARNs); botocore service models of the types in"
    " references/table.json: resource not found",
    about=("*",),
    judge=of_references(_judge, lambda row: not row.anywhere),
)
