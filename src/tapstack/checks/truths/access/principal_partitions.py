"""ACCESS-081: principals are of the partition of the stack."""

import re
from collections.abc import Iterator

from tapstack.access import partition
from tapstack.checks.truths.access.asking import certainly
from tapstack.checks.truths.access.documents import PRINCIPALS, principals
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for each of another partition."""
    home = partition(properties.item)
    for one in certainly(principals(properties, "AWS"), lambda one: _is_foreign(one, home)):
        yield Fault(one, f"{one.shown} is of another partition; the stack is in {home}.")


def _is_foreign(one: Property, home: str) -> bool:
    found = _ARN.match(one.pattern)
    return found is not None and found[1] != home


_ARN = re.compile(r"arn:(aws[a-z\-]*):")


TRUTH = Truth(
    id="ACCESS-081",
    title="Principals are of the partition of the stack",
    why="The policy is refused: invalid principal in policy; the stack fails in China and GovCloud.",
    fix="Write arn:${AWS::Partition}:iam:: with Fn::Sub.",
    source="IAM User Guide, AWS JSON policy elements: Principal: accounts of another partition cannot be named",
    about=PRINCIPALS,
    judge=judge,
)
