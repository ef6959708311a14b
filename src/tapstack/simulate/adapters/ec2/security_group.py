"""AWS::EC2::SecurityGroup, and rules of their own."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.ec2.dependents import refuse_while_referred
from tapstack.simulate.adapters.ec2.rules import EVERYTHING, MEMBERS, permission, rules
from tapstack.simulate.adapters.ec2.thing import Ec2Thing, ignoring_absence
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import told
from tapstack.simulate.resources import Made, Wanted

_IN, _OUT = "SecurityGroupIngress", "SecurityGroupEgress"


class SecurityGroup(Ec2Thing):
    """A security group; Ref gives its id."""

    type = "AWS::EC2::SecurityGroup"
    carried = frozenset({"GroupDescription", "GroupName", "VpcId", _IN, _OUT, "Tags"})
    kind, describe, ids = "security-group", "describe_security_groups", "GroupIds"
    answer, id_name = "SecurityGroups", "GroupId"

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateSecurityGroup, then its rules; what every group lets out goes where the template says what it does."""
        client, given = bench.client("ec2"), wanted.properties
        name = given.get("GroupName") or generated(bench.owner, wanted)
        about = client.create_security_group(
            GroupName=name, Description=given["GroupDescription"], **pick(given, "VpcId"), **self.tagged(bench, wanted)
        )
        group = about["GroupId"]
        made = Made(group, {"GroupId": group, "Id": group, "GroupName": name, **pick(given, "VpcId")})
        with self.begun(made):
            self._set(client, group, {}, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """The rules that come and those that go, and the tags."""
        self._set(bench.client("ec2"), made.physical_id, before.properties, wanted.properties)
        self.retag(bench, made, before, wanted)
        return made

    def _set(self, client: Any, group: str, was: Any, given: Any) -> None:
        calls = {
            _IN: (client.authorize_security_group_ingress, client.revoke_security_group_ingress),
            _OUT: (client.authorize_security_group_egress, client.revoke_security_group_egress),
        }
        for name, (authorize, revoke) in calls.items():
            old, new = _permissions(was, name), _permissions(given, name)
            if gone := [one for one in old if one not in new]:
                revoke(GroupId=group, IpPermissions=gone)
            if added := [one for one in new if one not in old]:
                authorize(GroupId=group, IpPermissions=added)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteSecurityGroup."""
        if self.about(bench, made) is None:
            return
        refuse_while_referred(bench, made.physical_id)
        bench.client("ec2").delete_security_group(GroupId=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeSecurityGroups."""
        about = self.about(bench, made) or {}
        found = pick(about, "GroupName", "VpcId") | {"GroupDescription": about.get("Description")}
        found[_IN] = rules(about.get("IpPermissions", []), outgoing=False)
        found[_OUT] = rules(about.get("IpPermissionsEgress", []), outgoing=True)
        return found | {"Tags": told(bench, about.get("Tags", []))}


def _permissions(given: Any, name: str) -> list[Any]:
    """The rules that are given; where none is, a group lets everything out."""
    listed = given.get(name) or ([EVERYTHING] if name == _OUT else [])
    return [permission(rule) for rule in listed]


class SecurityGroupIngress(Adapter):
    """A rule of its own; Ref gives its id."""

    type = "AWS::EC2::SecurityGroupIngress"
    carried = frozenset({"GroupId", *(name for name in MEMBERS if not name.startswith("Destination"))})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """AuthorizeSecurityGroupIngress, which refuses a rule that is there already."""
        given = wanted.properties
        answer = bench.client("ec2").authorize_security_group_ingress(
            GroupId=given["GroupId"], IpPermissions=[permission(given)]
        )
        name = answer["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        return Made(name, {"Id": name})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Its description only: the old rule goes, the new comes."""
        client = bench.client("ec2")
        group = wanted.properties["GroupId"]
        client.revoke_security_group_ingress(GroupId=group, IpPermissions=[permission(before.properties)])
        client.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission(wanted.properties)])
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """RevokeSecurityGroupIngress; with its group it is gone."""
        given = wanted.properties
        revoke = bench.client("ec2").revoke_security_group_ingress
        ignoring_absence(revoke, GroupId=given["GroupId"], IpPermissions=[permission(given)])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The rule in its group."""
        given = wanted.properties
        groups = bench.client("ec2").describe_security_groups(GroupIds=[given["GroupId"]])["SecurityGroups"]
        mine = pick(given, *MEMBERS)
        for rule in rules(groups[0]["IpPermissions"], outgoing=False):
            if permission(rule) == permission(mine):
                return {"GroupId": given["GroupId"], **rule}
        return {}
