"""What is there of a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Seen:
    """A store as AWS tells of it quickly.

    ``name`` is what Ref gives (a key's id, a queue's URL), ``also`` are other forms of it that a stack may know it by.
    ``count`` counts ``unit``; ``size`` is in bytes; both are None where AWS tells no number, and ``at_least`` says that
    there are more. ``region`` is where it really is. ``key`` is the KMS key that encrypts it, as the service names it;
    ``notes`` are sentences on what is special, ``replicas`` the other regions of a table that it tells of itself.
    """

    name: str
    arn: str
    region: str
    unit: str = "objects"
    count: int | None = None
    size: int | None = None
    at_least: bool = False
    also: tuple[str, ...] = ()
    state: str = ""
    key: str | None = None
    notes: tuple[str, ...] = ()
    description: str = ""
    replicas: tuple[str, ...] = ()

    @property
    def contents(self) -> str:
        """``at least 1000 objects, 12.3 MB``; empty for what holds nothing itself."""
        if not self.unit:
            return ""
        if self.count is None:
            return f"AWS does not tell how many {self.unit}"
        unit = self.unit.removesuffix("s") if self.count == 1 and not self.at_least else self.unit
        said = f"{'at least ' if self.at_least else ''}{self.count} {unit}"
        return said if self.size is None else f"{said}, {_bytes(self.size)}"

    def to_json(self) -> dict[str, Any]:
        """Plain values, those that are unknown as None."""
        told = {
            name: getattr(self, name) for name in ("name", "arn", "region", "count", "unit", "size", "state", "key")
        }
        return {**told, "atLeast": self.at_least, "notes": list(self.notes)}


def _bytes(size: int) -> str:
    value, unit = float(size), "B"
    for larger in ("kB", "MB", "GB", "TB", "PB"):
        if value < 1000:
            break
        value, unit = value / 1000, larger
    return f"{size} B" if unit == "B" else f"{value:.1f} {unit}"
