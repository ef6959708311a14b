"""Replication rules: which of a bucket's rules is about a version, and where to it goes.

Source: botocore s3, ReplicationRule; S3 User Guide, "Replication configuration": for each destination the enabled rule
of the highest priority that fits. Without a filter a rule is of the first version, which replicates delete markers.
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
        return str(self.told["ID"])

    @property
    def destination(self) -> str:
        """The bucket to which it replicates."""
        return str(self.told["Destination"]["Bucket"]).rpartition(":")[2]

    @property
    def key(self) -> str:
        """The KMS key of replicas whose source KMS encrypts; empty where none is named."""
        return str((self.told["Destination"].get("EncryptionConfiguration") or {}).get("ReplicaKmsKeyID") or "")

    @property
    def storage(self) -> str:
        """The storage class of replicas; empty for the source's."""
        return str(self.told["Destination"].get("StorageClass") or "")

    @property
    def marks(self) -> bool:
        """Whether delete markers are replicated."""
        return "Filter" not in self.told or is_on(self.told.get("DeleteMarkerReplication"))

    @property
    def encrypted(self) -> bool:
        """Whether objects that KMS encrypts are replicated."""
        return is_on((self.told.get("SourceSelectionCriteria") or {}).get("SseKmsEncryptedObjects"))

    @property
    def changes(self) -> bool:
        """Whether changes of replicas' metadata are replicated back."""
        return is_on((self.told.get("SourceSelectionCriteria") or {}).get("ReplicaModifications"))

    @property
    def measured(self) -> bool:
        """Whether S3 publishes metrics of it, and tells of failures."""
        return is_on(self.told["Destination"].get("Metrics"))

    @property
    def threshold(self) -> float | None:
        """Seconds after which a replica is late; None without replication time control."""
        time = self.told["Destination"].get("ReplicationTime")
        return 60.0 * time["Time"]["Minutes"] if is_on(time) else None

    @property
    def dimensions(self) -> dict[str, str]:
        """What tells its metrics from others."""
        return {"SourceBucket": self.bucket, "DestinationBucket": self.destination, "RuleId": self.id}

    @property
    def tags(self) -> tuple[Mapping[str, str], ...]:
        """The tags that an object must have."""
        both = self._filter
        return (*both.get("Tags", ()), *([both["Tag"]] if "Tag" in both else ()))

    @property
    def _filter(self) -> Mapping[str, Any]:
        whole = self.told.get("Filter") or {"Prefix": self.told.get("Prefix", "")}
        both: Mapping[str, Any] = whole.get("And", whole)
        return both

    def fits(self, key: str, tags: Mapping[str, str]) -> bool:
        """Whether an object is among those that the rule names."""
        named = key.startswith(self._filter.get("Prefix") or "")
        return is_on(self.told) and named and all(tags.get(one["Key"]) == one["Value"] for one in self.tags)


def is_on(setting: Any) -> bool:
    """Whether a part of a rule, or a rule, is enabled."""
    return bool(setting) and setting.get("Status") == "Enabled"


def rules(bucket: str, configuration: Mapping[str, Any]) -> Iterator[Rule]:
    """The rules of a bucket, the highest priority first."""
    for told in sorted(configuration.get("Rules", ()), key=lambda one: -int(one.get("Priority", 0))):
        yield Rule(bucket, str(configuration["Role"]), told)
