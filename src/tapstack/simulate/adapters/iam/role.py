"""AWS::IAM::Role."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import pick, text
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, Wanted

_SETTINGS = ("Description", "MaxSessionDuration")


class Role(Adapter):
    """A role; Ref gives its name."""

    type = "AWS::IAM::Role"
    carried = frozenset(
        {
            *("RoleName", "Path", "AssumeRolePolicyDocument", "PermissionsBoundary", "Policies", "ManagedPolicyArns"),
            *(*_SETTINGS, "Tags"),
        }
    )

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateRole, then its policies."""
        given, client = wanted.properties, bench.client("iam")
        name = given.get("RoleName") or generated(bench.owner, wanted, 64)
        role = client.create_role(
            RoleName=name,
            AssumeRolePolicyDocument=text(given["AssumeRolePolicyDocument"]),
            Tags=listed(tags(bench, wanted)),
            **pick(given, "Path", "PermissionsBoundary", *_SETTINGS),
        )["Role"]
        made = Made(name, {"Arn": role["Arn"], "RoleId": role["RoleId"]})
        with self.begun(made):
            self._set_policies(client, name, {}, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Each part by its own call."""
        client, name, was, given = bench.client("iam"), made.physical_id, before.properties, wanted.properties
        client.update_assume_role_policy(RoleName=name, PolicyDocument=text(given["AssumeRolePolicyDocument"]))
        defaults = {"Description": "", "MaxSessionDuration": 3600}
        client.update_role(RoleName=name, **(defaults | pick(given, *_SETTINGS)))
        if given.get("PermissionsBoundary"):
            client.put_role_permissions_boundary(RoleName=name, PermissionsBoundary=given["PermissionsBoundary"])
        elif was.get("PermissionsBoundary"):
            client.delete_role_permissions_boundary(RoleName=name)
        self._set_policies(client, name, was, given)
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_role(RoleName=name, TagKeys=gone)
        if new:
            client.tag_role(RoleName=name, Tags=listed(new))
        return made

    def _set_policies(self, client: Any, name: str, was: Any, given: Any) -> None:
        """The inline and the managed policies, and none that were there before and are not wanted any more.

        An update may be rolled back that never got so far: what is not there is not taken away.
        """
        inline = {one["PolicyName"]: one["PolicyDocument"] for one in given.get("Policies") or []}
        for policy, document in inline.items():
            client.put_role_policy(RoleName=name, PolicyName=policy, PolicyDocument=text(document))
        before = [one["PolicyName"] for one in was.get("Policies") or [] if one["PolicyName"] not in inline]
        there = client.list_role_policies(RoleName=name)["PolicyNames"] if before else []
        for policy in (one for one in before if one in there):
            client.delete_role_policy(RoleName=name, PolicyName=policy)
        managed = given.get("ManagedPolicyArns") or []
        for arn in managed:
            client.attach_role_policy(RoleName=name, PolicyArn=arn)
        gone = [arn for arn in was.get("ManagedPolicyArns") or [] if arn not in managed]
        attached = client.list_attached_role_policies(RoleName=name)["AttachedPolicies"] if gone else []
        for arn in (one["PolicyArn"] for one in attached if one["PolicyArn"] in gone):
            client.detach_role_policy(RoleName=name, PolicyArn=arn)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """The policies, then DeleteRole."""
        client, name = bench.client("iam"), made.physical_id
        try:
            for policy in client.list_role_policies(RoleName=name)["PolicyNames"]:
                client.delete_role_policy(RoleName=name, PolicyName=policy)
        except client.exceptions.NoSuchEntityException:
            return
        for attached in client.list_attached_role_policies(RoleName=name)["AttachedPolicies"]:
            client.detach_role_policy(RoleName=name, PolicyArn=attached["PolicyArn"])
        client.delete_role(RoleName=name)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetRole and its policies."""
        client, name = bench.client("iam"), made.physical_id
        role = client.get_role(RoleName=name)["Role"]
        found = pick(role, "RoleName", "Path", "AssumeRolePolicyDocument", *_SETTINGS)
        if "PermissionsBoundary" in role:
            found["PermissionsBoundary"] = role["PermissionsBoundary"]["PermissionsBoundaryArn"]
        names = client.list_role_policies(RoleName=name)["PolicyNames"]
        found["Policies"] = [
            pick(client.get_role_policy(RoleName=name, PolicyName=one), "PolicyName", "PolicyDocument") for one in names
        ]
        attached = client.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
        found["ManagedPolicyArns"] = [one["PolicyArn"] for one in attached]
        return found | {"Tags": told(bench, role.get("Tags", []), wanted=wanted)}
