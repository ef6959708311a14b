"""Replication rules: which of a bucket's rules is about a version, and where to it goes.

Source: botocore s3, ReplicationRule; S3 User Guide, "Replication configuration": for each destination the enabled rule
of the highest priority that fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Rule:
    """One rule of a bucket's configuration, as the API has it; ``role`` is shared by all of them."""

    bucket: str
    role: str
    told: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its name, which metrics have as RuleId."""
        return str(self.told.get("ID", ""))

    @property
    def destination(self) -> str:
        """The bucket to which it replicates."""
        return str(self.told["Destination"]["Bucket"]).rpartition(":")[2]

    @property
    def key(self) -> str:
        """The KMS key of replicas; empty for the destination's own encryption."""
        return str((self.told["Destination"].get("EncryptionConfiguration") or {}).get("ReplicaKmsKeyID") or "")

    @property
    def storage(self) -> str | None:
        """The storage class of replicas; None for the source's."""
        told = self.told["Destination"].get("StorageClass")
        return None if told is None else str(told)

    @property
    def marks(self) -> bool:
        """Whether delete markers are replicated."""
        return _on(self.told.get("DeleteMarkerReplication"))

    @property
    def encrypted(self) -> bool:
        """Whether objects that KMS encrypts are replicated."""
        return _on((self.told.get("SourceSelectionCriteria") or {}).get("SseKmsEncryptedObjects"))

    @property
    def changes(self) -> bool:
        """Whether changes of replicas' metadata are replicated back."""
        return _on((self.told.get("SourceSelectionCriteria") or {}).get("ReplicaModifications"))

    @property
    def measured(self) -> bool:
        """Whether S3 publishes metrics of it."""
        return _on(self.told["Destination"].get("Metrics"))

    @property
    def threshold(self) -> float | None:
        """Seconds after which a replica is late; None without replication time control."""
        time = self.told["Destination"].get("ReplicationTime")
        return 60.0 * time["Time"]["Minutes"] if _on(time) else None

    def fits(self, key: str, tags: Mapping[str, str]) -> bool:
        """Whether an object is among those that the rule names."""
        if not _on(self.told):
            return False
        whole = self.told.get("Filter") or {"Prefix": self.told.get("Prefix", "")}
        both = whole.get("And", whole)
        wanted = [*both.get("Tags", ()), *([both["Tag"]] if "Tag" in both else [])]
        return key.startswith(both.get("Prefix") or "") and all(tags.get(one["Key"]) == one["Value"] for one in wanted)


def _on(setting: Any) -> bool:
    return bool(setting) and setting.get("Status") == "Enabled"


def rules(bucket: str, configuration: Mapping[str, Any]) -> Iterator[Rule]:
    """The rules of a bucket, the highest priority first."""
    for told in sorted(configuration.get("Rules", ()), key=lambda one: -int(one.get("Priority", 0))):
        yield Rule(bucket, str(configuration["Role"]), told)


def fitting(found: Iterator[Rule], key: str, tags: Mapping[str, str]) -> list[Rule]:
    """The one that counts for each destination."""
    chosen: dict[str, Rule] = {}
    for rule in found:
        if rule.fits(key, tags):
            chosen.setdefault(rule.destination, rule)
    return list(chosen.values())
