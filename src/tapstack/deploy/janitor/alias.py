"""Aliases of KMS keys: they go with their stack, or with their key a week later; their names are wanted before."""

from __future__ import annotations

from tapstack.deploy.stores import DELETED, Access, Outcome, Seen, Wishes
from tapstack.deploy.stores.refusals import if_there

_GONE = ("NotFoundException",)


def look(access: Access, name: str) -> Seen | None:
    """The alias, and the key behind it."""
    found = if_there(lambda: access.client("kms").describe_key(KeyId=name), _GONE)
    if found is None:
        return None
    return Seen(name=name, arn=found["KeyMetadata"]["Arn"], region=access.region, unit="keys", count=1)


def remove(access: Access, name: str, wishes: Wishes) -> Outcome:  # noqa: ARG001  as all stores
    """Delete the name; the key stays."""
    if_there(lambda: access.client("kms").delete_alias(AliasName=name), _GONE)
    return Outcome(DELETED)
