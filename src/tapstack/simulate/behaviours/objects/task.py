"""One version that a rule has to replicate, and what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tapstack.simulate.behaviours.objects.rules import Rule


class Obstacle(NamedTuple):
    """``reason`` is S3's word, such as DstBucketNotFound; ``why`` says it to people."""

    reason: str
    why: str


@dataclass(eq=False)
class Task:
    """``since`` is when the version was written or changed, in seconds of the simulation; ``size`` in bytes.

    ``operation`` is S3's name of what is replicated: OBJECT_PUT (source: S3 User Guide, "Receiving replication failure
    events"), OBJECT_PUT_TAGGING for metadata or OBJECT_DELETE for a delete marker (assumed).
    """

    rule: Rule
    key: str
    version_id: str
    since: float
    size: int = 0
    etag: str = ""
    operation: str = "OBJECT_PUT"
    late: bool = False
    """Whether it was told that it is late."""

    @property
    def metadata_only(self) -> bool:
        """Whether the version itself was to be replicated before."""
        return self.operation == "OBJECT_PUT_TAGGING"
