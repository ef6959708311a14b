"""How a target took an event.

Source of the codes: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html. Which of them stands for
which refusal, beside NO_PERMISSIONS and NO_RESOURCE, is assumed.
"""

from __future__ import annotations

from typing import NamedTuple

_GONE = ("AWS.SimpleQueueService.NonExistentQueue", "NotFound", "QueueDoesNotExist", "ResourceNotFound")


class Outcome(NamedTuple):
    """``code`` is empty where the target took it; ``passing`` if it may take it later."""

    code: str = ""
    why: str = ""
    passing: bool = False

    @property
    def taken(self) -> bool:
        """Whether the target has it."""
        return not self.code


TAKEN = Outcome()
TOO_OLD = Outcome("TIMEOUT", "its region was out of reach for longer than the event may wait")


def outcome_of(refused: str) -> Outcome:
    """The outcome where a service refuses for good, or where it does not."""
    if not refused:
        return TAKEN
    return Outcome("NO_RESOURCE" if refused.startswith(_GONE) else "NO_PERMISSIONS", refused)
