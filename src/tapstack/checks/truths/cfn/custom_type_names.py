"""CFN-005: the type of a custom resource is a name that CloudFormation takes."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_LONGEST = 60
_FORM = re.compile("Custom::[A-Za-z0-9_@-]+")


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for a type that is too long, or has other characters in it."""
    item = properties.item
    if item.type.startswith("AWS::"):
        return
    if len(item.type) > _LONGEST:
        yield Fault(item.body, f"{item.type} has {len(item.type)} characters; it may have {_LONGEST}.")
    if not _FORM.fullmatch(item.type):
        yield Fault(item.body, f"{item.type} has other characters than letters, digits, _, @ and - after Custom::.")


TRUTH = Truth(
    id="CFN-005",
    title="The type of a custom resource has at most 60 characters: letters, digits, _, @ and -",
    why="CloudFormation refuses the whole template.",
    fix="Shorten the name after Custom::, or leave out the other characters.",
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
    "aws-resource-cloudformation-customresource.html (names of custom resource types); https://github.com/aws/aws-cdk/"
    "commit/9de3a84",
    about=("Custom::*",),
    judge=judge,
)
