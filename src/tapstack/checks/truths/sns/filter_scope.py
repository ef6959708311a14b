"""SNS-011: a scope without a filter filters nothing."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault where there is none."""
    if properties["FilterPolicyScope"].given and not properties["FilterPolicy"].given:
        yield Fault(properties["FilterPolicyScope"], "There is a FilterPolicyScope and no FilterPolicy.")


TRUTH = Truth(
    id="SNS-011",
    title="A subscription with FilterPolicyScope has a FilterPolicy",
    why="SNS takes it and filters nothing: every message is delivered.",
    fix="Give the FilterPolicy, or leave the scope out.",
    source="assumption: botocore sns Subscribe.Attributes: the scope chooses how the filter policy is applied;"
    " nothing is said of a scope alone",
    about=("AWS::SNS::Subscription",),
    judge=judge,
    severity=Severity.WARNING,
)
