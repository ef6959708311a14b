"""ACCESS-083: no more managed policies than a role may have."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for more than ten."""
    number = len(properties["ManagedPolicyArns"].items)
    if number > 10:
        yield Fault(properties["ManagedPolicyArns"], f"There are {number} managed policies; 10 may be attached.")


TRUTH = Truth(
    id="ACCESS-083",
    title="A role has at most ten managed policies",
    why="IAM refuses the eleventh: LimitExceeded, unless the quota was raised; the stack fails.",
    fix="Join policies, or make inline policies of some.",
    source="assumption: IAM User Guide, IAM and AWS STS quotas: managed policies attached to a role, 10 by"
    " default; whether it was raised is not known",
    about=(
        "AWS::IAM::Role",
        "AWS::IAM::User",
        "AWS::IAM::Group",
    ),
    judge=judge,
    severity=Severity.WARNING,
)
