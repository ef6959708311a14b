"""ACCESS-086: a managed policy of the account that is attached exists."""

from collections.abc import Iterator

from tapstack.access.managed import managed_name
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(policy: Property, view: View) -> Iterator[Fault]:
    """A fault for one that no stack makes."""
    if managed_name(policy.pattern) is None and view.find(policy, "AWS::IAM::ManagedPolicy") is None:
        yield Fault(policy, f"No stack makes the managed policy {policy.shown}.")


TRUTH = Truth(
    id="ACCESS-086",
    title="A managed policy that is attached exists",
    why="IAM refuses it: NoSuchEntity, the policy does not exist or is not attachable; the stack fails.",
    fix="Make it in the same stack or before, and refer to it.",
    source="botocore iam AttachRolePolicy: NoSuchEntityException",
    about=(
        "AWS::IAM::Role",
        "AWS::IAM::User",
        "AWS::IAM::Group",
    ),
    at="ManagedPolicyArns[]",
    judge=judge,
)
