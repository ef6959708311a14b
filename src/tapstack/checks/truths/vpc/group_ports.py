"""VPC-028: a rule of a security group has the ports that its protocol has."""

from collections.abc import Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.group_rules import ABOUT, Rule, ports, protocol, rules_in
from tapstack.graph.stackset import Property


def judge(resource: Property, _: View) -> Iterator[Fault]:
    """A fault for each rule without the two ports that its protocol needs, in order, between 0 and 65535."""
    yield from one_by_one(rules_in(resource), _ports)


def _ports(rule: Rule) -> Iterator[Fault]:
    mine = protocol(rule.at)
    if mine not in {"tcp", "udp", "icmp"}:
        return
    span = ports(rule.at)
    if span is None:
        yield Fault(rule.at, f"The rule for {mine} does not give both FromPort and ToPort.")
    elif mine != "icmp" and not 0 <= span[0] <= span[1] <= 65535:
        yield Fault(rule.at, f"The ports {span[0]:.0f} to {span[1]:.0f} are no range within 0 and 65535.")


TRUTH = Truth(
    id="VPC-028",
    title="A rule for TCP, UDP or ICMP has ports from FromPort up to ToPort",
    why="EC2 refuses the rule: InvalidParameterValue, invalid port range, and the stack fails.",
    fix="Give FromPort and ToPort, the lower one first, between 0 and 65535; -1 for all types of ICMP.",
    source="botocore ec2 IpPermission (IpProtocol: a port range is needed for tcp, udp and icmp; FromPort, ToPort)",
    about=ABOUT,
    judge=judge,
)
