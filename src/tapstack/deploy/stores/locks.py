"""Versions that a lock holds: how many, and until when.

Sources: botocore s3, HeadObject (ObjectLockMode, ObjectLockRetainUntilDate, ObjectLockLegalHoldStatus); S3 User Guide,
"Locking objects with Object Lock" (nobody deletes a version in compliance mode before its time; a legal hold has no
end; governance mode can be bypassed).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from botocore.exceptions import ClientError

from tapstack.deploy.stores.outcome import LEFT, Outcome

_MOST = 100  # a question for each version: enough to tell the mode, and a day before which nothing can go
_MODES = ("COMPLIANCE", "GOVERNANCE")


def held(client: Any, owner: dict[str, str], refused: Sequence[str]) -> Outcome:
    """What is left, why, and until when; asked of the first hundred versions that are left."""
    looked_at = list(_heads(client, owner))
    ends = [head["ObjectLockRetainUntilDate"] for head in looked_at if head.get("ObjectLockRetainUntilDate")]
    reasons = list(_reasons(looked_at))
    count = f"{len(refused)} version{'' if len(refused) == 1 else 's'}"
    if not reasons:
        return Outcome(LEFT, f"{count} cannot be deleted ({refused[0]}).")
    until = max(ends) if ends else None
    if until:
        reasons.append(f"the last of them until {until.isoformat()}")
    bypassed = any(head.get("ObjectLockMode") == "GOVERNANCE" for head in looked_at)
    remedy = " Allow it with --bypass-governance." if bypassed else ""
    return Outcome(LEFT, f"{count} cannot be deleted: {', '.join(reasons)}.{remedy}", until)


def _reasons(looked_at: Sequence[dict[str, Any]]) -> Iterator[str]:
    for mode in _MODES:
        count = sum(head.get("ObjectLockMode") == mode for head in looked_at)
        if count:
            yield f"{count} of {len(looked_at)} looked at locked in {mode} mode"
    holds = sum(head.get("ObjectLockLegalHoldStatus") == "ON" for head in looked_at)
    if holds:
        yield f"{holds} of {len(looked_at)} looked at under a legal hold, which only who set it can end"


def _heads(client: Any, owner: dict[str, str]) -> Iterator[dict[str, Any]]:
    """What S3 tells of each version that is left; delete markers cannot be locked."""
    for one in client.list_object_versions(**owner, MaxKeys=_MOST).get("Versions", []):
        try:
            yield client.head_object(**owner, Key=one["Key"], VersionId=one["VersionId"])
        except ClientError:
            yield {}
