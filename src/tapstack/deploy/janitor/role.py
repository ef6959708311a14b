"""IAM roles: policies are taken off and deleted before the role."""

from __future__ import annotations

from tapstack.deploy.stores import DELETED, Access, Outcome, Seen, Wishes
from tapstack.deploy.stores.refusals import if_there

_GONE = ("NoSuchEntity",)


def look(access: Access, name: str) -> Seen | None:
    """The role."""
    found = if_there(lambda: access.client("iam").get_role(RoleName=name), _GONE)
    if found is None:
        return None
    return Seen(name=name, arn=found["Role"]["Arn"], region=access.region, unit="policies")


def remove(access: Access, name: str, wishes: Wishes) -> Outcome:  # noqa: ARG001  as all stores
    """Take its policies off and delete it."""
    client = access.client("iam")
    for page in client.get_paginator("list_attached_role_policies").paginate(RoleName=name):
        for row in page["AttachedPolicies"]:
            client.detach_role_policy(RoleName=name, PolicyArn=row["PolicyArn"])
    for page in client.get_paginator("list_role_policies").paginate(RoleName=name):
        for policy in page["PolicyNames"]:
            client.delete_role_policy(RoleName=name, PolicyName=policy)
    client.delete_role(RoleName=name)
    return Outcome(DELETED)
