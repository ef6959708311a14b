"""CFN-002: CloudFormation waits for a custom resource between a second and an hour."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(timeout: Property, _: View) -> Iterator[Fault]:
    """A fault for a number out of range, or a fraction."""
    seconds = timeout.number
    if not 1 <= seconds <= 3600 or seconds != int(seconds):
        yield Fault(timeout, f"ServiceTimeout is {timeout.shown}; it must be a whole number from 1 to 3600.")


TRUTH = Truth(
    id="CFN-002",
    title="ServiceTimeout of a custom resource is 1 to 3600 seconds",
    why="CloudFormation refuses the resource, and the stack fails.",
    fix="Write a number of seconds from 1 to 3600.",
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
    "aws-resource-cloudformation-customresource.html, ServiceTimeout",
    about=("Custom::*",),
    at="ServiceTimeout",
    judge=judge,
)
