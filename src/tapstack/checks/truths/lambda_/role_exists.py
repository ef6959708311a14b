"""LAMBDA-001: the role of a function is there before it."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

_ROLE = "AWS::IAM::Role"


def judge(role: Property, view: View) -> Iterator[Fault]:
    """A fault for a role that no stack makes, and for one that may come later."""
    if not view.exists(role, _ROLE):
        yield Fault(role, f"No stack makes the role {role.shown}.")
    elif _later(role, view):
        yield Fault(role, f"The role {role.shown} is not surely there when {role.item} is made.")


def _later(role: Property, view: View) -> bool:
    try:
        found = view.find(role, _ROLE)
    except NotKnown:
        return False
    return found is not None and not view.before(role.item, found)


TRUTH = Truth(
    id="LAMBDA-001",
    title="The role of a function exists before the function",
    why="Lambda refuses the function: it cannot take on the role.",
    fix="Refer to the role with GetAtt Role.Arn; roles of another region's stack need that region first.",
    source="botocore lambda CreateFunction, Role (the execution role of the function); resource schema"
    " AWS::Lambda::Function, Role",
    about=("AWS::Lambda::Function",),
    at="Role",
    judge=judge,
)
