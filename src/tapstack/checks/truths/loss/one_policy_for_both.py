"""LOSS-001: what outlives its stack outlives its replacement too."""

from collections.abc import Iterator

from tapstack.checks.truths.loss.keeping import DATA, kept
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault where one of the two policies keeps the data, and the other is missing or does not."""
    item = properties.item
    deletion, replacement = item.body["DeletionPolicy"], item.body["UpdateReplacePolicy"]
    if not deletion.given and kept(item):
        return
    if kept(item) != kept(item, "UpdateReplacePolicy"):
        said = (f"{one.path[-1]} is {one.shown if one.given else 'missing'}" for one in (deletion, replacement))
        yield Fault(item.body, f"{' and '.join(said)}.")


TRUTH = Truth(
    id="LOSS-001",
    title="Data that is kept when its stack is deleted is kept when it is replaced, and the other way round",
    why="An update that replaces the resource deletes what it held, or the deletion of the stack does: for ever.",
    fix="Write both: DeletionPolicy: Retain (or RetainExceptOnCreate) and UpdateReplacePolicy: Retain.",
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatereplacepolicy.html and"
    " aws-attribute-deletionpolicy.html: without the attribute the resource is deleted; a warning, for it may be meant",
    about=DATA,
    judge=judge,
    severity=Severity.WARNING,
)
