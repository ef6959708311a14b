"""CFN-006: a wait condition has something to wait for."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_MOST = 43200


def judge(condition: Property, view: View) -> Iterator[Fault]:
    """A fault for neither handle nor creation policy, a handle of another type, and a timeout out of range."""
    handle, timeout = condition["Handle"], condition["Timeout"]
    if not handle.given and not condition.item.body.has("CreationPolicy"):
        yield Fault(condition.item.body, "The wait condition has no Handle and no CreationPolicy.")
    if handle.given and not timeout.given:
        yield Fault(handle, "The wait condition has a Handle and no Timeout.")
    if timeout.given and not 0 <= timeout.number <= _MOST:
        yield Fault(timeout, f"Timeout is {timeout.shown}; it may be 0 to {_MOST} seconds.")
    found = view.find(handle) if handle.given else None
    if found is not None and found.type != "AWS::CloudFormation::WaitConditionHandle":
        yield Fault(handle, f"{found} is an {found.type}, not a handle.")


TRUTH = Truth(
    id="CFN-006",
    title="A wait condition has a handle and a timeout of at most 12 hours, or a creation policy",
    why="CloudFormation refuses the resource, or waits for a signal that nobody can give.",
    fix="Write Handle: Ref of an AWS::CloudFormation::WaitConditionHandle, and Timeout; or a CreationPolicy.",
    source="CloudFormation User Guide"
    " (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-waitcondition.html):"
    " Handle, Timeout of at most 43200, or a creation policy instead of them",
    about=("AWS::CloudFormation::WaitCondition",),
    judge=judge,
)
