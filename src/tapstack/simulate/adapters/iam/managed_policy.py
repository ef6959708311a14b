"""AWS::IAM::ManagedPolicy."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import pick, text
from tapstack.simulate.resources import Made, Wanted

_HOLDERS = {"Roles": "Role", "Users": "User", "Groups": "Group"}


class ManagedPolicy(Adapter):
    """A policy, and who has it; Ref gives its ARN. An update is another version of it."""

    type = "AWS::IAM::ManagedPolicy"
    carried = frozenset({"ManagedPolicyName", "Path", "Description", "PolicyDocument", *_HOLDERS})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreatePolicy, then it is attached."""
        given, client = wanted.properties, bench.client("iam")
        policy = client.create_policy(
            PolicyName=given.get("ManagedPolicyName") or generated(bench.owner, wanted, 128),
            PolicyDocument=text(given["PolicyDocument"]),
            **pick(given, "Path", "Description"),
        )["Policy"]
        made = self._told(client, policy["Arn"])
        with self.begun(made):
            self._attach(client, policy["Arn"], {}, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Another default version, and other holders. IAM keeps five versions: those that are not used go before."""
        client, arn = bench.client("iam"), made.physical_id
        self._prune(client, arn)
        client.create_policy_version(
            PolicyArn=arn, PolicyDocument=text(wanted.properties["PolicyDocument"]), SetAsDefault=True
        )
        self._attach(client, arn, before.properties, wanted.properties)
        return self._told(client, arn)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """It is detached from all who have it, then DeletePolicy."""
        client, arn = bench.client("iam"), made.physical_id
        with suppress(client.exceptions.NoSuchEntityException):
            for kind, names in self._holders(client, arn).items():
                self._each("detach", client, arn, kind, names)
            self._prune(client, arn)
            client.delete_policy(PolicyArn=arn)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetPolicy, its default version, and who has it."""
        client, arn = bench.client("iam"), made.physical_id
        policy = client.get_policy(PolicyArn=arn)["Policy"]
        version = client.get_policy_version(PolicyArn=arn, VersionId=policy["DefaultVersionId"])["PolicyVersion"]
        found = {"ManagedPolicyName": policy["PolicyName"], **pick(policy, "Path", "Description")}
        return {**found, "PolicyDocument": version["Document"], **self._holders(client, arn)}

    def adopt(self, bench: Bench, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """The policy of an ARN."""
        return self._told(bench.client("iam"), identifier["PolicyArn"])

    @staticmethod
    def _told(client: Any, arn: str) -> Made:
        policy = client.get_policy(PolicyArn=arn)["Policy"]
        names = ("AttachmentCount", "DefaultVersionId", "IsAttachable", "PermissionsBoundaryUsageCount", "PolicyId")
        dates = {name: policy[name].strftime("%Y-%m-%dT%H:%M:%SZ") for name in ("CreateDate", "UpdateDate")}
        return Made(arn, {"PolicyArn": arn, **{name: policy.get(name, 0) for name in names}, **dates})

    def _attach(self, client: Any, arn: str, was: Mapping[str, Any], given: Mapping[str, Any]) -> None:
        there = self._holders(client, arn)
        for kind in _HOLDERS:
            before, after = was.get(kind) or [], given.get(kind) or []
            self._each("attach", client, arn, kind, after)
            self._each("detach", client, arn, kind, [one for one in before if one not in after and one in there[kind]])

    @staticmethod
    def _each(what: str, client: Any, arn: str, kind: str, names: list[str]) -> None:
        word = _HOLDERS[kind]
        for name in names:
            getattr(client, f"{what}_{word.lower()}_policy")(**{f"{word}Name": name, "PolicyArn": arn})

    @staticmethod
    def _holders(client: Any, arn: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {kind: [] for kind in _HOLDERS}
        for page in client.get_paginator("list_entities_for_policy").paginate(PolicyArn=arn):
            for kind, word in _HOLDERS.items():
                found[kind] += [one[f"{word}Name"] for one in page[f"Policy{kind}"]]
        return found

    @staticmethod
    def _prune(client: Any, arn: str) -> None:
        for version in client.list_policy_versions(PolicyArn=arn)["Versions"]:
            if not version["IsDefaultVersion"]:
                client.delete_policy_version(PolicyArn=arn, VersionId=version["VersionId"])
