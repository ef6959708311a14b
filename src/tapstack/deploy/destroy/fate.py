"""What becomes of each resource of a stack that is deleted.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tapstack.checks.truths.loss.keeping import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tapstack.deploy.standing.stacks import StackResource
    from tapstack.render.resource import Resource

DELETED, RETAINED, SNAPSHOT = "deleted", "retained", "snapshot"
_FATES: Final = {"Retain": RETAINED, "RetainExceptOnCreate": RETAINED, "Snapshot": SNAPSHOT}
_ON = ("true", "active")
_TABLES = ("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table")
_PROTECTION = ("DeletionProtection", "DeletionProtectionEnabled")
"""Names of the properties of all types with which a service refuses a deletion. Source: the resource schemas."""


@dataclass(frozen=True)
class Fate:
    """``policy`` as rendered, "" where there is none; ``notes`` are sentences on what is special about it.

    ``protected`` if the service refuses to delete it.
    """

    region: str
    logical_id: str
    type: str
    physical_id: str
    fate: str
    policy: str = ""
    protected: bool = False
    notes: tuple[str, ...] = ()

    @property
    def is_store(self) -> bool:
        """Whether it holds data, or is needed to read data."""
        return self.type in DATA or self.fate != DELETED

    @property
    def loses_data(self) -> bool:
        """Whether data goes with the stack."""
        return self.type in DATA and self.fate == DELETED


def fate(region: str, made: StackResource, rendered: Resource | None) -> Fate:
    """Of one resource; one that the template does not have (any more) is deleted."""
    body = rendered.body if rendered else {}
    policy = str(body.get("DeletionPolicy", ""))
    becomes = _FATES.get(policy, DELETED)
    properties = body.get("Properties")
    given = properties if isinstance(properties, dict) else {}
    protected = any(_on(value) for value in _protections(given))
    notes = tuple(_notes(made.type, becomes, protected, given))
    return Fate(region, made.logical_id, made.type, made.physical_id, becomes, policy, protected, notes)


def _protections(given: dict[str, Any]) -> Iterator[Any]:
    replicas = given.get("Replicas")
    for one in (given, *(replicas if isinstance(replicas, list) else ())):
        yield from (one[name] for name in _PROTECTION if isinstance(one, dict) and name in one)


def _on(value: Any) -> bool:
    return str(value).lower() in _ON


def _notes(kind: str, becomes: str, protected: bool, given: dict[str, Any]) -> Iterator[str]:
    if protected and becomes == DELETED:
        yield "Its deletion protection is on: the service refuses, and the stack stays in DELETE_FAILED."
    elif protected:
        yield "Its deletion protection stays on."
    if kind == "AWS::DynamoDB::GlobalTable":
        yield "Within 24 hours after a replica was made of it DynamoDB refuses to delete the table it was made of."
    if kind == "AWS::KMS::Key":
        yield _of_key(becomes, given)
    if kind == "AWS::S3::Bucket" and becomes == DELETED:
        yield "S3 refuses to delete a bucket that is not empty."
    if kind == "AWS::Backup::BackupVault" and becomes == DELETED:
        yield "AWS Backup refuses to delete a vault with recovery points."


def _of_key(becomes: str, given: dict[str, Any]) -> str:
    """Source: resource schema AWS::KMS::Key, PendingWindowInDays: 30 days unless it says otherwise."""
    if becomes == DELETED:
        days = given.get("PendingWindowInDays", 30)
        return f"It is scheduled for deletion in {days} days; until then aws kms cancel-key-deletion brings it back."
    return "What it encrypts can be read as long as it stays; its deletion takes 7 to 30 days."
