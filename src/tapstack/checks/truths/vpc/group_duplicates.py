"""VPC-030: no rule of a security group is written twice."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.group_rules import GROUP, ports, protocol, rules_of, source
from tapstack.graph.stackset import NotKnown, Property


def judge(group: Property, view: View) -> Iterator[Fault]:
    """A fault for each of several rules with one protocol, ports and source."""
    for way in ("in", "out"):
        alike: dict[tuple[object, ...], list[Property]] = {}
        for rule in rules_of(group.item, way, view):
            if rule.item.certain and (key := _key(rule)):
                alike.setdefault(key, []).append(rule)
        for key, rules in alike.items():
            for rule in rules if len(rules) > 1 else ():
                yield Fault(rule, f"{len(rules)} rules let {key[0]} {way} for {rule[str(key[2])].shown}.")


def _key(rule: Property) -> tuple[object, ...]:
    """What a rule is, but for its description; empty where it is not known, or none."""
    try:
        mine = protocol(rule)
        return mine, None if mine == "-1" else ports(rule), *source(rule)
    except NotKnown:
        return ()


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
