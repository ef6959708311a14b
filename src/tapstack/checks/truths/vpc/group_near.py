"""VPC-032: a rule names a security group that can be reached."""

from collections.abc import Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.group_rules import ABOUT, GROUP, Rule, rules_in
from tapstack.checks.truths.vpc.peers import region_of_peer, sides
from tapstack.checks.truths.vpc.ranges import network_of
from tapstack.checks.truths.vpc.routing import PEERING
from tapstack.graph.stackset import NotKnown, Property

_NAMES = ("SourceSecurityGroupId", "DestinationSecurityGroupId")


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for each group of another network that no peering connection within the region joins to this one."""
    yield from one_by_one(rules_in(resource), lambda rule: _near(resource, rule, view))


def _near(resource: Property, rule: Rule, view: View) -> Iterator[Fault]:
    for name in _NAMES:
        if not rule.at.has(name):
            continue
        owner = resource.item if resource.item.type == GROUP else view.find(resource["GroupId"], GROUP)
        other = view.find(rule.at[name], GROUP)
        if owner is None or other is None:
            raise NotKnown(f"{rule.at[name].shown} is made by no stack of the set")
        mine, theirs = network_of(owner["VpcId"], view), network_of(other["VpcId"], view)
        if mine is not theirs and not any(
            {mine, theirs} == set(sides(peering, view)) and region_of_peer(peering) == mine.region
            for peering in view.all(PEERING)
        ):
            yield Fault(rule.at[name], f"{other} is a group of {theirs}, which is not joined to {mine}.")


TRUTH = Truth(
    id="VPC-032",
    title="A rule names a security group of its own network, or of one peered in the same region",
    why="EC2 refuses the rule: InvalidGroup.NotFound, the resources belong to different networks; the stack fails.",
    fix="Name the range of the other network with CidrIp: groups do not reach across regions.",
    source="ansible/ansible#45782 quotes the refusal (InvalidGroup.NotFound, different networks); Amazon VPC"
    " Peering Guide (https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html):"
    " not across regions",
    about=ABOUT,
    judge=judge,
)
