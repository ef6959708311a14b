"""AWS::EC2::SecurityGroup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.ec2.dependents import refuse_while_referred
from tapstack.simulate.adapters.ec2.rules import EGRESS, EVERYTHING, INGRESS, MEMBERS, ids, key, permission, rules
from tapstack.simulate.adapters.ec2.thing import Ec2Thing
from tapstack.simulate.adapters.echo import echoed
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, UnsupportedError, Wanted

_LOST = {f"{way}/*/Description": "the description of a rule about a prefix list" for way in (INGRESS, EGRESS)}


class SecurityGroup(Ec2Thing):
    """A security group; Ref gives its id."""

    type = "AWS::EC2::SecurityGroup"
    carried = frozenset({"GroupDescription", "GroupName", "VpcId", INGRESS, EGRESS, "Tags"})
    partly = _LOST
    kind, describe, ids = "security-group", "describe_security_groups", "GroupIds"
    answer, id_name = "SecurityGroups", "GroupId"

    def refuse(self, wanted: Wanted) -> None:
        """Raises UnsupportedError for a property, or a member of a rule, that would be lost."""
        super().refuse(wanted)
        for way in (INGRESS, EGRESS):
            for name in (name for rule in wanted.properties.get(way) or [] for name in rule):
                if name not in MEMBERS[way]:
                    about = f"{wanted.logical_id} ({wanted.type}) has {way}/{name}"
                    raise UnsupportedError(f"{about}, which the simulator does not carry.")

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateSecurityGroup, then its rules; what every group lets out goes where the template says what it does."""
        client, given = bench.client("ec2"), wanted.properties
        name = given.get("GroupName") or generated(bench.owner, wanted)
        group = client.create_security_group(
            GroupName=name, Description=given["GroupDescription"], **pick(given, "VpcId"), **self.tagged(bench, wanted)
        )["GroupId"]
        made = Made(group, {**_given(wanted), "GroupId": group, "Id": group, "GroupName": name})
        with self.begun(made):
            _set(client, group, {}, given)
        return Made(group, {**made.attributes, **pick(self.about(bench, made) or {}, "VpcId")})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """The rules that come and those that go, and the tags; rules that others have added stay."""
        _set(bench.client("ec2"), made.physical_id, before.properties, wanted.properties)
        self.retag(bench, made, before, wanted)
        return Made(made.physical_id, {**made.attributes, **_given(wanted)})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteSecurityGroup, which refuses one that is in use."""
        if self.about(bench, made) is None:
            return
        refuse_while_referred(bench, made.physical_id)
        bench.client("ec2").delete_security_group(GroupId=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeSecurityGroups."""
        about = self.about(bench, made)
        if about is None:
            return {}
        found = {**super().read(bench, made, wanted), "GroupDescription": about["Description"]}
        return found | {way: rules(about, way) for way in (INGRESS, EGRESS)}


def _given(wanted: Wanted) -> dict[str, Any]:
    """The attributes that give back a property; lists that are not given are empty."""
    return {INGRESS: [], EGRESS: [], "Tags": [], **echoed(wanted)}


def _set(client: Any, group: str, was: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    calls = {
        INGRESS: (client.revoke_security_group_ingress, client.authorize_security_group_ingress),
        EGRESS: (client.revoke_security_group_egress, client.authorize_security_group_egress),
    }
    for way, (revoke, authorize) in calls.items():
        old, new = _rules(was, way), _rules(given, way)
        gone = [key(rule, way) for rule in old if rule not in new]
        if gone and (there := ids(client, group, gone, way)):
            revoke(GroupId=group, SecurityGroupRuleIds=there)
        if added := [permission(rule, way) for rule in new if rule not in old]:
            authorize(GroupId=group, IpPermissions=added)


def _rules(given: Mapping[str, Any], way: str) -> list[Any]:
    """The rules that are given; where none is, a group lets everything out."""
    return given.get(way) or ([EVERYTHING] if way == EGRESS else [])
