"""KMS keys: a key is not deleted but scheduled for deletion; until then it can be called back.

Source: botocore kms, DescribeKey (KeyState, DeletionDate), ScheduleKeyDeletion (7 to 30 days; refused for a key that is
scheduled already; a multi-Region key with replicas waits for them), CancelKeyDeletion.
"""

from __future__ import annotations

from typing import Any

from tapstack.deploy.stores.access import Access, Wishes
from tapstack.deploy.stores.outcome import ABSENT, SCHEDULED, Outcome
from tapstack.deploy.stores.refusals import if_there
from tapstack.deploy.stores.seen import Seen

_GONE = ("NotFoundException",)
_DOOMED = ("PendingDeletion", "PendingReplicaDeletion")


def look(access: Access, name: str) -> Seen | None:
    """The key; ``name`` may be its id, its ARN or an alias, that of what is seen is the id."""
    about = _about(access, name)
    if about is None:
        return None
    date = about.get("DeletionDate")
    return Seen(
        name=about["KeyId"],
        arn=about["Arn"],
        region=access.region,
        unit="",
        state=about["KeyState"],
        notes=(f"It is scheduled for deletion on {date.isoformat()}.",) if date else (),
        description=about.get("Description", ""),
    )


def remove(access: Access, name: str, wishes: Wishes) -> Outcome:
    """Schedule its deletion; one that is scheduled already keeps its date."""
    about = _about(access, name)
    if about is None:
        return Outcome(ABSENT, "No such key.")
    if about["KeyState"] in _DOOMED:
        return _scheduled(about.get("DeletionDate"), "It was scheduled for deletion before.")
    client = access.client("kms")
    answer = client.schedule_key_deletion(KeyId=about["KeyId"], PendingWindowInDays=wishes.key_window)
    say = f"Until then: aws kms cancel-key-deletion --region {access.region} --key-id {about['KeyId']}."
    return _scheduled(answer.get("DeletionDate"), say)


def is_doomed(state: str) -> bool:
    """Whether a key in this state will be deleted and encrypts nothing any more."""
    return state in _DOOMED


def _scheduled(date: Any, why: str) -> Outcome:
    return Outcome(SCHEDULED, why, date)


def _about(access: Access, name: str) -> dict[str, Any] | None:
    answer = if_there(lambda: access.client("kms").describe_key(KeyId=name), _GONE)
    return None if answer is None else answer["KeyMetadata"]
