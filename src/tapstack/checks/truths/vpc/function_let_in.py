"""VPC-041: the endpoints that a function calls let it in, and its own group lets it out."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.callers import calls, endpoints_of, networks_of
from tapstack.checks.truths.vpc.endpoints import kind
from tapstack.checks.truths.vpc.group_rules import GROUP, admits, rules_of
from tapstack.checks.truths.vpc.ranges import parsed, range_of
from tapstack.checks.truths.vpc.zones import subnets_of
from tapstack.graph.stackset import Item, NotKnown, Property

_HTTPS = 443


def judge(function: Property, view: View) -> Iterator[Fault]:
    """A fault for groups that let no HTTPS out, and for an endpoint that lets none of the function's in."""
    if not function.has("VpcConfig.SubnetIds") or not function["VpcConfig.SecurityGroupIds"].items:
        return
    groups = _groups(function["VpcConfig.SecurityGroupIds"], view)
    called = [one for one in calls(function, view) if one.certain]
    if called and not any(_lets_out(group, view) for group in groups):
        yield Fault(function["VpcConfig"], f"No security group of the function lets HTTPS out, to {called[0].client}.")
    subnets = subnets_of(function["VpcConfig.SubnetIds"], view)
    there = endpoints_of(networks_of(subnets, view), view)
    wanted = [there[name] for one in called for name in one.endpoints if name in there]
    interfaces = [endpoint for endpoint in wanted if kind(endpoint) == "Interface"]
    yield from one_by_one(interfaces, lambda endpoint: _let_in(function, endpoint, groups, subnets, view))


def _let_in(function: Property, endpoint: Item, groups: list[Item], subnets: list[Item], view: View) -> Iterator[Fault]:
    if not endpoint["SecurityGroupIds"].given:
        raise NotKnown(f"{endpoint} has the default security group of its network")
    rules = [rule for group in _groups(endpoint["SecurityGroupIds"], view) for rule in rules_of(group, "in", view)]
    if not any(admits(rule, _HTTPS) and _is_for(rule, groups, subnets, view) for rule in rules):
        yield Fault(function["VpcConfig"], f"The security groups of {endpoint} let no HTTPS of the function in.")


def _is_for(rule: Property, groups: list[Item], subnets: list[Item], view: View) -> bool:
    """Whether a rule is for one of the groups, or for addresses of a subnet."""
    if rule["SourceSecurityGroupId"].given:
        return view.find(rule["SourceSecurityGroupId"], GROUP) in groups
    if not rule["CidrIp"].given:
        if rule["CidrIpv6"].given:
            return False
        raise NotKnown(f"Whom {rule.label} lets in is not known")
    allowed = parsed(rule["CidrIp"].text)
    return allowed is not None and any(allowed.overlaps(range_of(subnet["CidrBlock"])) for subnet in subnets)


def _lets_out(group: Item, view: View) -> bool:
    """Whether a group lets HTTPS out; one that says nothing lets everything out."""
    rules = list(rules_of(group, "out", view))
    return not rules or any(admits(rule, _HTTPS) for rule in rules)


def _groups(references: Property, view: View) -> list[Item]:
    found = [view.find(reference, GROUP) for reference in references.items]
    if None in found:
        raise NotKnown(f"A group of {references.label} is made by no stack of the set")
    return [group for group in found if group is not None]


TRUTH = Truth(
    id="VPC-041",
    title="A function's security group lets HTTPS out, and those of the endpoints that it calls let it in",
    why="AWS takes it; packets are dropped without an answer, and the function times out.",
    fix="Let port 443 out of the function's group, and into the endpoint's from the function's group or subnets.",
    source="AWS PrivateLink Guide: Access an AWS service using an interface VPC endpoint (the group must allow HTTPS"
    " from the resources)",
    about=("AWS::Lambda::Function",),
    judge=judge,
    later=True,
)
