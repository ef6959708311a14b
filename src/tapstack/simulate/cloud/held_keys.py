"""KMS keys as KMS itself has them: no call is made, and nobody is asked for permission."""

from __future__ import annotations

from typing import NamedTuple

from moto.kms.models import kms_backends


class HeldKey(NamedTuple):
    """``state`` is KMS's word, such as Enabled; ``aliases`` are names such as alias/trading."""

    arn: str
    state: str
    aliases: tuple[str, ...]


def held_key(account: str, region: str, named: str) -> HeldKey | None:
    """A key of a region by its id, ARN, alias or alias's ARN; None where that region has no such key."""
    if named.startswith("arn:") and named.split(":")[3] != region:
        return None
    backend = kms_backends[account][region]
    name = named.split(":", 5)[-1] if named.startswith("arn:") else named
    wanted = backend.get_key_id_from_alias(name) if name.startswith("alias/") else name.removeprefix("key/")
    key = backend.keys.get(wanted or "")
    return None if key is None else HeldKey(str(key.arn), str(key.key_state), tuple(sorted(key.aliases)))
