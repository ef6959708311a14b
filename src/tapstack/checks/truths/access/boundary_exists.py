"""ACCESS-085: the boundary of a role exists."""

from collections.abc import Iterator

from tapstack.access.managed import managed_name
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(boundary: Property, view: View) -> Iterator[Fault]:
    """A fault for one that no stack makes."""
    if managed_name(boundary.pattern) is None and view.find(boundary, "AWS::IAM::ManagedPolicy") is None:
        yield Fault(boundary, f"No stack makes the boundary {boundary.shown}.")


TRUTH = Truth(
    id="ACCESS-085",
    title="The permissions boundary of a role exists",
    why="IAM refuses the role: NoSuchEntity; the stack fails.",
    fix="Make the managed policy in the same stack or before, and refer to it.",
    source="botocore iam CreateRole.PermissionsBoundary: the ARN of the managed policy; NoSuchEntityException",
    about=(
        "AWS::IAM::Role",
        "AWS::IAM::User",
    ),
    at="PermissionsBoundary",
    judge=judge,
)
