"""VPC-029: a rule of a security group says who may, once."""

from collections.abc import Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.group_rules import ABOUT, SOURCES, Rule, rules_in
from tapstack.checks.truths.vpc.ranges import parsed
from tapstack.graph.stackset import Property


def judge(resource: Property, _: View) -> Iterator[Fault]:
    """A fault for each rule with no source or several, and for a range that is none."""
    yield from one_by_one(rules_in(resource), _source)


def _source(rule: Rule) -> Iterator[Fault]:
    given = [name for name in SOURCES if rule.at.has(name)]
    if len(given) != 1:
        yield Fault(rule.at, f"The rule has {' and '.join(given) or 'no range, prefix list or group'}.")
    block = rule.at["CidrIp"]
    if block.given and parsed(block.text) is None:
        yield Fault(block, f"{block.shown} is no range of IPv4 addresses.")


TRUTH = Truth(
    id="VPC-029",
    title="A rule of a security group names one range, prefix list or group",
    why="EC2 refuses the rule: InvalidParameterValue or InvalidParameterCombination, and the stack fails.",
    fix="Name exactly one; write one rule for each further source.",
    source="resource schemas AWS::EC2::SecurityGroupIngress and SecurityGroupEgress (exactly one of the sources must be"
    " given)",
    about=ABOUT,
    judge=judge,
)
