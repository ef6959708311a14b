"""VPC-033: a security group has no more rules than an account is given."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.group_rules import GROUP, rules_of
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(group: Property, view: View) -> Iterator[Fault]:
    """A fault for each way with more than sixty rules."""
    for way in ("in", "out"):
        count = len(list(rules_of(group.item, way, view)))
        if count > 60:
            yield Fault(group, f"The group has {count} rules {way}; an account is given 60 unless it asks for more.")


TRUTH = Truth(
    id="VPC-033",
    title="A security group has at most 60 rules in and 60 out",
    why="EC2 refuses the next: RulesPerSecurityGroupLimitExceeded, and the stack fails.",
    fix="Name a prefix list or a group instead of many ranges, or ask for a higher quota first.",
    source="assumption: the account has the default quota; Amazon VPC User Guide: Quotas",
    about=(GROUP,),
    judge=judge,
    severity=Severity.WARNING,
)
