"""The rules of security groups: CloudFormation writes them one by one, EC2 groups them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.shapes import pick

_RANGES = {
    "CidrIp": ("IpRanges", "CidrIp"),
    "CidrIpv6": ("Ipv6Ranges", "CidrIpv6"),
    "SourcePrefixListId": ("PrefixListIds", "PrefixListId"),
    "DestinationPrefixListId": ("PrefixListIds", "PrefixListId"),
    "SourceSecurityGroupId": ("UserIdGroupPairs", "GroupId"),
    "DestinationSecurityGroupId": ("UserIdGroupPairs", "GroupId"),
}
EVERYTHING = {"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}
"""What EC2 lets out of every new group."""
PORTS = ("FromPort", "ToPort")
MEMBERS = ("IpProtocol", *PORTS, "Description", *_RANGES)


def permission(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A rule as AuthorizeSecurityGroupIngress and -Egress take it."""
    found = {"IpProtocol": str(rule["IpProtocol"]), **pick(rule, *PORTS)}
    for name, (group, member) in _RANGES.items():
        if rule.get(name) is not None:
            found[group] = [{member: rule[name], **pick(rule, "Description")}]
    return found


def rules(permissions: list[Any], *, outgoing: bool) -> list[dict[str, Any]]:
    """What a group tells, as rules one by one."""
    found = []
    for one in permissions:
        head = {"IpProtocol": one["IpProtocol"], **pick(one, *PORTS)}
        for name, (group, member) in _RANGES.items():
            if name.startswith("Source" if outgoing else "Destination"):
                continue
            found += [{**head, name: item[member], **pick(item, "Description")} for item in one.get(group, [])]
    return found
