"""BACKUP-019: a restore testing selection says which resources it tests, and of a type that can be tested."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_TYPES = ("Aurora", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "FSx", "Neptune", "RDS", "S3")


def judge(selection: Property, _: View) -> Iterator[Fault]:
    """A fault for neither ARNs nor conditions, for the wildcard beside ARNs, for too many, and for another type."""
    arns, conditions = selection["ProtectedResourceArns"], selection["ProtectedResourceConditions"]
    if not arns.items and not conditions.members:
        yield Fault(selection, "The selection has neither ProtectedResourceArns nor ProtectedResourceConditions.")
    if len(arns.items) > 1 and any(one.pattern == "*" for one in arns.items):
        yield Fault(arns, "The selection names resources beside the wildcard.")
    if len(arns.items) > 30:
        yield Fault(arns, f"The selection names {len(arns.items)} resources; it takes 30.")
    if any(one.pattern != "*" for one in arns.items) and conditions.members:
        yield Fault(conditions, "The selection names resources and has conditions.")
    kind = selection["ProtectedResourceType"]
    if kind.text not in _TYPES:
        yield Fault(kind, f"The type {kind.shown} cannot be tested; {', '.join(_TYPES)} can.")


TRUTH = Truth(
    id="BACKUP-019",
    title='A restore testing selection has "*", up to 30 ARNs, or conditions, and a type that can be tested',
    why="Backup answers InvalidParameterValueException or MissingParameterValueException, and the stack fails.",
    fix='Write ProtectedResourceArns: ["*"], with conditions where needed, or the ARNs; and a type such as DynamoDB.',
    source="botocore backup, RestoreTestingSelectionForCreate (ARNs or the wildcard but not both; conditions beside the"
    " wildcard; up to 30 ARNs; supported resource types)",
    about=("AWS::Backup::RestoreTestingSelection",),
    judge=judge,
)
