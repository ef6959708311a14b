"""VPC-030: no rule of a security group is written twice."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.group_rules import GROUP, ports, protocol, rules_of, source
from tapstack.graph.stackset import NotKnown, Property


def judge(group: Property, view: View) -> Iterator[Fault]:
    """A fault for each rule with the protocol, ports and source of an earlier one."""
    for way in ("in", "out"):
        seen: dict[tuple[object, ...], Property] = {}
        for rule in rules_of(group.item, way, view):
            try:
                key = (protocol(rule), ports(rule) if protocol(rule) != "-1" else None, *source(rule))
            except NotKnown:
                continue
            if key in seen and rule.item.certain:
                yield Fault(rule, f"The rule is that of {seen[key].label} again: {key[0]} for {rule[key[2]].shown}.")
            seen.setdefault(key, rule)


TRUTH = Truth(
    id="VPC-030",
    title="No rule of a security group is written twice",
    why="EC2 refuses a second one, InvalidPermission.Duplicate: a rule of its own fails the stack; within a group it"
    " is passed over, and taking one of the two out later takes the rule away.",
    fix="Remove one of the two. Rules that differ only in the description are the same.",
    source="aws-cloudformation/cloudformation-coverage-roadmap#612, #1532 and #1534",
    about=(GROUP,),
    judge=judge,
)
