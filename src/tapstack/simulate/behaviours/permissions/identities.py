"""The policies of roles, as IAM holds them: their own, those attached to them, their boundary, and whom they trust."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from botocore.exceptions import ClientError

from tapstack.access import Statement, Unread, policy
from tapstack.simulate.cloud.role import looking

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud

Parts = tuple[Statement | Unread, ...]
_ANYWHERE = "us-east-1"


class Identity(NamedTuple):
    """``boundary`` is None where the role has none; ``tags`` are those of the role."""

    own: Parts
    boundary: Parts | None
    trust: Parts
    tags: dict[str, str]


NOBODY = Identity((), None, (), {})
"""A role that is not there may do nothing, and nobody may assume it."""


class Identities:
    """Roles by their ARNs, each read once until it is forgotten."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._known: dict[str, Identity] = {}

    def forget(self) -> None:
        """Something in IAM has changed."""
        self._known.clear()

    def of(self, role: str) -> Identity:
        """The policies of a role."""
        if role not in self._known:
            with looking():
                self._known[role] = self._read(role)
        return self._known[role]

    def _read(self, arn: str) -> Identity:
        client, name = self._cloud.client("iam", _ANYWHERE), arn.rpartition("/")[2]
        try:
            about = client.get_role(RoleName=name)["Role"]
        except client.exceptions.NoSuchEntityException:
            return NOBODY
        boundary = about.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn")
        return Identity(
            own=tuple(_own(client, name)),
            boundary=_managed(client, boundary) if boundary else None,
            trust=tuple(policy(about["AssumeRolePolicyDocument"], "trust policy")),
            tags={tag["Key"]: tag["Value"] for tag in about.get("Tags", [])},
        )


def _own(client: Any, role: str) -> Iterator[Statement | Unread]:
    """The statements of the inline policies, then of those that are attached."""
    for page in client.get_paginator("list_role_policies").paginate(RoleName=role):
        for name in page["PolicyNames"]:
            yield from policy(client.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"], name)
    for page in client.get_paginator("list_attached_role_policies").paginate(RoleName=role):
        for one in page["AttachedPolicies"]:
            yield from _managed(client, one["PolicyArn"])


def _managed(client: Any, arn: str) -> Parts:
    """The statements of a managed policy; one that is gone is not known."""
    try:
        version = client.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
        document = client.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]
    except ClientError as error:
        return (Unread(f"{arn} cannot be read: {error}"),)
    return tuple(policy(document, arn.rpartition("/")[2]))
