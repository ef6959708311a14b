"""The statuses of stacks and resources. Source: botocore cloudformation, shapes StackStatus and ResourceStatus."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.simulate.engine.live import LiveResource


class Status(StrEnum):
    """Of a stack or of a resource: they share their words."""

    CREATE_IN_PROGRESS = "CREATE_IN_PROGRESS"
    CREATE_COMPLETE = "CREATE_COMPLETE"
    CREATE_FAILED = "CREATE_FAILED"
    ROLLBACK_IN_PROGRESS = "ROLLBACK_IN_PROGRESS"
    ROLLBACK_COMPLETE = "ROLLBACK_COMPLETE"
    ROLLBACK_FAILED = "ROLLBACK_FAILED"
    DELETE_IN_PROGRESS = "DELETE_IN_PROGRESS"
    DELETE_COMPLETE = "DELETE_COMPLETE"
    DELETE_FAILED = "DELETE_FAILED"
    DELETE_SKIPPED = "DELETE_SKIPPED"
    UPDATE_IN_PROGRESS = "UPDATE_IN_PROGRESS"
    UPDATE_COMPLETE_CLEANUP_IN_PROGRESS = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
    UPDATE_COMPLETE = "UPDATE_COMPLETE"
    UPDATE_FAILED = "UPDATE_FAILED"
    UPDATE_ROLLBACK_IN_PROGRESS = "UPDATE_ROLLBACK_IN_PROGRESS"
    UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS = "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"
    UPDATE_ROLLBACK_COMPLETE = "UPDATE_ROLLBACK_COMPLETE"
    UPDATE_ROLLBACK_FAILED = "UPDATE_ROLLBACK_FAILED"
    REVIEW_IN_PROGRESS = "REVIEW_IN_PROGRESS"
    IMPORT_IN_PROGRESS = "IMPORT_IN_PROGRESS"
    IMPORT_COMPLETE = "IMPORT_COMPLETE"
    IMPORT_FAILED = "IMPORT_FAILED"
    IMPORT_ROLLBACK_IN_PROGRESS = "IMPORT_ROLLBACK_IN_PROGRESS"
    IMPORT_ROLLBACK_COMPLETE = "IMPORT_ROLLBACK_COMPLETE"

    @property
    def in_progress(self) -> bool:
        """Whether CloudFormation is at work; a stack in review waits for people."""
        return self.endswith("IN_PROGRESS") and self is not Status.REVIEW_IN_PROGRESS


def failed_to(resources: Collection[LiveResource]) -> str:
    """What CloudFormation says of the resources that failed, the cancelled among them; empty where none did."""
    words = {Status.CREATE_FAILED: "create", Status.UPDATE_FAILED: "update", Status.IMPORT_FAILED: "import"}
    named = {word: [one.logical_id for one in resources if one.status is status] for status, word in words.items()}
    said = [f"The following resource(s) failed to {word}: [{', '.join(them)}]." for word, them in named.items() if them]
    return " ".join(said)


UPDATABLE = frozenset(
    {
        *(Status.CREATE_COMPLETE, Status.UPDATE_COMPLETE, Status.UPDATE_ROLLBACK_COMPLETE),
        *(Status.IMPORT_COMPLETE, Status.IMPORT_ROLLBACK_COMPLETE),
    }
)
"""The statuses of a stack that can be updated; one whose creation was rolled back can only be deleted."""

PRESERVED = frozenset({Status.CREATE_FAILED, Status.UPDATE_FAILED})
"""The statuses of a stack that failed and was not rolled back: it can be updated, again without a rollback."""

SETTLED = UPDATABLE | {Status.ROLLBACK_COMPLETE, Status.DELETE_COMPLETE}
"""The statuses in which a stack is as it should be after an operation."""
