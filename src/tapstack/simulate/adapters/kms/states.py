"""The states of keys, of which moto knows some and minds none."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.resources import RefusedError


def refuse_doomed(client: Any, key: str) -> dict[str, Any]:
    """What DescribeKey tells. Raises RefusedError for a key that waits for its deletion: it takes no changes.

    Source: KMS developer guide, "Key states of AWS KMS keys" (CreateAlias, UpdateAlias, PutKeyPolicy, TagResource:
    KMSInvalidStateException while pending deletion).
    """
    about: dict[str, Any] = client.describe_key(KeyId=key)["KeyMetadata"]
    if about["KeyState"] == "PendingDeletion":
        raise RefusedError("KMSInvalidStateException", f"{about['Arn']} is pending deletion.", service="Kms")
    return about
