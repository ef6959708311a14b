"""AWS::EC2::SecurityGroupIngress and AWS::EC2::SecurityGroupEgress."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from botocore.exceptions import ClientError

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.ec2.rules import EGRESS, INGRESS, MEMBERS, key, permission, rules
from tapstack.simulate.adapters.ec2.thing import ignoring_absence, is_absence
from tapstack.simulate.resources import Made, Wanted

_LOST = {"Description": "that of a rule about a prefix list, and a change of it where the rule names a group"}


class _OwnRule(Adapter):
    """A rule of its own in a group; Ref gives its id. ``way`` is in or out."""

    way: ClassVar[str]

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """AuthorizeSecurityGroupIngress or -Egress, which refuses a rule that is there already."""
        answer = self._call(bench, "authorize_security_group", wanted.properties)
        name = answer["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        return Made(name, {"Id": name})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateSecurityGroupRuleDescriptionsIngress or -Egress: nothing else changes in place."""
        self._call(bench, "update_security_group_rule_descriptions", {"Description": "", **wanted.properties})
        return made

    def _call(self, bench: Bench, start: str, given: Mapping[str, Any]) -> Any:
        call = getattr(bench.client("ec2"), f"{start}_{self.way.removeprefix('SecurityGroup').lower()}")
        return call(GroupId=given["GroupId"], IpPermissions=[permission(given, self.way)])

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """RevokeSecurityGroupIngress or -Egress; with its group it is gone."""
        client = bench.client("ec2")
        revoke = client.revoke_security_group_ingress if self.way == INGRESS else client.revoke_security_group_egress
        ignoring_absence(revoke, GroupId=wanted.properties["GroupId"], SecurityGroupRuleIds=[made.physical_id])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The rule in its group."""
        client, given = bench.client("ec2"), wanted.properties
        try:
            client.describe_security_group_rules(SecurityGroupRuleIds=[made.physical_id])
            (about,) = client.describe_security_groups(GroupIds=[given["GroupId"]])["SecurityGroups"]
        except ClientError as error:
            if is_absence(error):
                return {}
            raise
        mine = [rule for rule in rules(about, self.way) if key(rule, self.way) == key(given, self.way)]
        return {"GroupId": given["GroupId"], **mine[0]} if mine else {}


class SecurityGroupIngress(_OwnRule):
    """A rule that lets in."""

    type, way = "AWS::EC2::SecurityGroupIngress", INGRESS
    carried = frozenset({"GroupId", *MEMBERS[INGRESS]})
    partly = _LOST


class SecurityGroupEgress(_OwnRule):
    """A rule that lets out."""

    type, way = "AWS::EC2::SecurityGroupEgress", EGRESS
    carried = frozenset({"GroupId", *MEMBERS[EGRESS]})
    partly = _LOST
