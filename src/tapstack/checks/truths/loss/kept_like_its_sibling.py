"""LOSS-002: where one resource with data says that it is kept, another of its type says what becomes of it."""

from collections.abc import Iterator

from tapstack.checks.truths.loss.keeping import DATA, kept
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import NotKnown, Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for a resource without any policy beside one of its type that is kept on purpose."""
    item = properties.item
    if item.body.has("DeletionPolicy") or item.body.has("UpdateReplacePolicy") or kept(item):
        return
    for other in sorted(view.all(item.type, region=item.region), key=lambda other: other.logical_id):
        if other.body.has("DeletionPolicy") and kept(other):
            if not other.certain:
                raise NotKnown(f"whether {other} is made is not known")
            yield Fault(item.body, f"{item.logical_id} has no DeletionPolicy; {other.logical_id} is kept.")
            return


TRUTH = Truth(
    id="LOSS-002",
    title="No resource with data is forgotten where others of its type are kept",
    why="It is deleted with its stack, or when it drops out of the template, and its data with it.",
    fix="Write DeletionPolicy and UpdateReplacePolicy; write Delete where that is meant.",
    source="assumption: a template that keeps one keeps all; https://docs.aws.amazon.com/AWSCloudFormation/latest/"
    "UserGuide/aws-attribute-deletionpolicy.html: without the attribute the resource is deleted",
    about=DATA,
    judge=judge,
    severity=Severity.WARNING,
)
