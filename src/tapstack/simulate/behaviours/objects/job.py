"""A job of S3 Batch Replication, as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from tapstack.simulate.behaviours.objects.task import Obstacle

ENDED = ("Complete", "Failed", "Cancelled")


class Entry(NamedTuple):
    """A version of the source bucket that the manifest names."""

    key: str
    version_id: str


@dataclass
class Job:
    """``asked`` is the request that made it; ``reasons`` are why it failed, a code and a text each.

    ``succeeded`` and ``failed`` are its tasks, ``active`` the seconds of the simulation since which they are carried
    out; ``manifest`` is the key of the manifest that was kept.
    """

    id: str
    region: str
    asked: Mapping[str, Any]
    created: datetime
    priority: int
    status: str = "New"
    entries: tuple[Entry, ...] = ()
    succeeded: list[Entry] = field(default_factory=list)
    failed: list[tuple[Entry, Obstacle]] = field(default_factory=list)
    reasons: list[tuple[str, str]] = field(default_factory=list)
    active: float | None = None
    ended: datetime | None = None
    suspended: datetime | None = None
    manifest: str = ""

    @property
    def role(self) -> str:
        """The role in whose name it works."""
        return str(self.asked["RoleArn"])

    @property
    def generator(self) -> Mapping[str, Any]:
        """How its manifest is made."""
        told: Mapping[str, Any] = self.asked["ManifestGenerator"]["S3JobManifestGenerator"]
        return told

    @property
    def bucket(self) -> str:
        """The bucket whose objects it replicates."""
        return str(self.generator["SourceBucket"]).rpartition(":")[2]

    @property
    def wanted(self) -> Mapping[str, Any]:
        """Which of them."""
        told: Mapping[str, Any] = self.generator.get("Filter") or {}
        return told
