"""ACCESS-080: ARNs in policies are of the partition of the stack."""

import re
from collections.abc import Iterator

from tapstack.access import ones, partition
from tapstack.checks.truths.access.documents import IDENTITY, identity_statements
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for each of another partition."""
    home = partition(properties.item)
    for statement in identity_statements(properties):
        for one in ones(statement["Resource"]):
            found = _ARN.match(one.pattern)
            if found and found[1] != home:
                yield Fault(one, f"{one.shown} is of the partition {found[1]}; the stack is in {home}.")


_ARN = re.compile(r"arn:(aws[a-z\-]*):")


TRUTH = Truth(
    id="ACCESS-080",
    title="Resources of a policy are of the partition of the stack",
    why="IAM refuses the policy: the partition is not valid for the resource; the stack fails in China and GovCloud.",
    fix="Write arn:${AWS::Partition}: with Fn::Sub.",
    source="IAM User Guide, IAM JSON policy elements: Resource; Access Analyzer check: Invalid ARN partition",
    about=IDENTITY,
    judge=judge,
)
