"""The rules of security groups: CloudFormation writes them one by one, EC2 groups them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import RefusedError

INGRESS, EGRESS = "SecurityGroupIngress", "SecurityGroupEgress"
_SOURCES = {
    INGRESS: {
        "CidrIp": ("IpRanges", "CidrIp"),
        "CidrIpv6": ("Ipv6Ranges", "CidrIpv6"),
        "SourcePrefixListId": ("PrefixListIds", "PrefixListId"),
        "SourceSecurityGroupId": ("UserIdGroupPairs", "GroupId"),
    },
    EGRESS: {
        "CidrIp": ("IpRanges", "CidrIp"),
        "CidrIpv6": ("Ipv6Ranges", "CidrIpv6"),
        "DestinationPrefixListId": ("PrefixListIds", "PrefixListId"),
        "DestinationSecurityGroupId": ("UserIdGroupPairs", "GroupId"),
    },
}
EVERYTHING = {"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}
"""What EC2 lets out of every new group."""
_PORTS = ("FromPort", "ToPort")
_HEAD = ("IpProtocol", *_PORTS, "Description")
MEMBERS = {way: (*_HEAD, *sources) for way, sources in _SOURCES.items()}
"""The members of a rule, by its way."""
_NAMES = {"6": "tcp", "17": "udp", "1": "icmp", "all": "-1"}
_ANY_PORT = -1

Key = tuple[str, int, int, str, str]


def permission(rule: Mapping[str, Any], way: str) -> dict[str, Any]:
    """A rule as AuthorizeSecurityGroupIngress and -Egress take it. Raises RefusedError where it lacks its ports."""
    protocol, start, end, name, value = key(rule, way)
    if protocol in ("tcp", "udp") and _ANY_PORT in (start, end):
        why = "Invalid value for portRange. Must specify both from and to ports with TCP/UDP."
        raise RefusedError("InvalidParameterValue", why, service="Ec2")
    group, member = _SOURCES[way][name]
    found = {"IpProtocol": protocol, group: [{member: value, **pick(rule, "Description")}]}
    return found if protocol == "-1" else {**found, "FromPort": start, "ToPort": end}


def key(rule: Mapping[str, Any], way: str) -> Key:
    """What tells a rule from others: protocol, ports, and what it is about. Its description does not."""
    protocol = str(rule["IpProtocol"]).lower()
    protocol = _NAMES.get(protocol, protocol)
    ports = (_ANY_PORT, _ANY_PORT) if protocol == "-1" else tuple(int(rule.get(port, _ANY_PORT)) for port in _PORTS)
    name = next((name for name in _SOURCES[way] if rule.get(name) is not None), "")
    if not name:
        why = "The request must contain exactly one of: cidrIp, cidrIpv6, prefixListId, or referencedGroupId"
        raise RefusedError("MissingParameter", why, service="Ec2")
    return (protocol, ports[0], ports[1], name, str(rule[name]))


def rules(about: Mapping[str, Any], way: str) -> list[dict[str, Any]]:
    """What DescribeSecurityGroups tells of a group, as rules one by one."""
    found = []
    for one in about.get("IpPermissions" if way == INGRESS else "IpPermissionsEgress", []):
        head = pick(one, "IpProtocol", *_PORTS)
        for name, (group, member) in _SOURCES[way].items():
            found += [{**head, name: item[member], **_described(item)} for item in one.get(group, [])]
    return found


def _described(item: Mapping[str, Any]) -> dict[str, Any]:
    """Its description; an empty one is none."""
    return pick(item, "Description") if item.get("Description") else {}


def ids(client: Any, group: str, wanted: list[Key], way: str) -> list[str]:
    """The ids of a group's rules with these keys."""
    told = client.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])
    mine = [one for one in told["SecurityGroupRules"] if one["IsEgress"] is (way == EGRESS)]
    return [one["SecurityGroupRuleId"] for one in mine if key(_one_by_one(one, way), way) in wanted]


def _one_by_one(told: Mapping[str, Any], way: str) -> dict[str, Any]:
    """A rule of DescribeSecurityGroupRules in the template's form, without its description."""
    names = {member: name for name, (_, member) in _SOURCES[way].items()}
    sources = {
        names["CidrIp"]: told.get("CidrIpv4"),
        names["CidrIpv6"]: told.get("CidrIpv6"),
        names["PrefixListId"]: told.get("PrefixListId"),
        names["GroupId"]: told.get("ReferencedGroupInfo", {}).get("GroupId"),
    }
    return {**pick(told, "IpProtocol", *_PORTS), **sources}
