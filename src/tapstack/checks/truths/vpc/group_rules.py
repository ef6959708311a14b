"""Rules of security groups, wherever they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.ranges import parsed
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render.pattern import is_whole

GROUP, INGRESS, EGRESS = "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress"
ABOUT = (GROUP, INGRESS, EGRESS)
_PROTOCOLS = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}
SOURCES = (
    "CidrIp",
    "CidrIpv6",
    "SourcePrefixListId",
    "DestinationPrefixListId",
    "SourceSecurityGroupId",
    "SourceSecurityGroupName",
    "DestinationSecurityGroupId",
)


class Rule(NamedTuple):
    """A rule: "in" or "out" of a group, where it is written."""

    way: str
    at: Property


def rules_in(resource: Property) -> list[Rule]:
    """The rules that a resource writes: those of a group, or itself."""
    if resource.item.type != GROUP:
        return [Rule("in" if resource.item.type == INGRESS else "out", resource)]
    found = [Rule("in", rule) for rule in resource.each("SecurityGroupIngress[]")]
    return found + [Rule("out", rule) for rule in resource.each("SecurityGroupEgress[]")]


def rules_of(group: Item, way: str, view: View) -> Iterator[Property]:
    """The rules of one way that a group has, from its own and from other resources of its stack."""
    yield from (rule.at for rule in rules_in(group.properties) if rule.way == way)
    for item in view.all(INGRESS if way == "in" else EGRESS, region=group.region):
        if item["GroupId"].given and view.find(item["GroupId"], GROUP) is group:
            yield item.properties


def protocol(rule: Property) -> str:
    """``tcp``, ``udp``, ``icmp``, ``-1`` for all, or a number."""
    text = rule["IpProtocol"].text.lower()
    return _PROTOCOLS.get(text, "-1" if text == "all" else text)


def ports(rule: Property) -> tuple[float, float] | None:
    """The ports of a rule for TCP or UDP; None where it gives none."""
    if not (rule.has("FromPort") and rule.has("ToPort")):
        return None
    return rule["FromPort"].number, rule["ToPort"].number


def source(rule: Property) -> tuple[str, str]:
    """What a rule lets in or out to: the property's name and its pattern. Raises NotKnown where it gives none."""
    for name in SOURCES:
        if rule.has(name):
            text = rule[name].pattern
            network = parsed(text) if name == "CidrIp" and is_whole(text) else None
            return name, str(network or text)
    raise NotKnown(f"{rule.label} names no source")


def admits(rule: Property, port: int) -> bool:
    """Whether a rule is for TCP to a port. Raises NotKnown."""
    if protocol(rule) == "-1":
        return True
    span = ports(rule)
    return protocol(rule) == "tcp" and span is not None and span[0] <= port <= span[1]
