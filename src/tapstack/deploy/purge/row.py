"""What became of one store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tapstack.deploy.retained import Found
from tapstack.deploy.stores import Outcome


@dataclass(frozen=True, slots=True)
class Row:
    """A store, as it was before, and how its removal ended."""

    found: Found
    outcome: Outcome

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is left to be done."""
        return self.outcome.is_over

    @property
    def line(self) -> str:
        """Where, what and how it ended: ``eu-central-1 TradingDataBucket trading-data-x: deleted``."""
        until = f", {self.outcome.until.date().isoformat()}" if self.outcome.until else ""
        why = f". {self.outcome.why}" if self.outcome.why else ""
        return f"{told(self.found)}: {self.outcome.status}{until}{why}"

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        retained, seen = self.found.retained, self.found.seen
        named = {"region": retained.region, "logicalId": retained.logical_id, "type": retained.type}
        return {**named, "name": name_of(self.found), "found": seen and seen.to_json(), **self.outcome.to_json()}


def name_of(found: Found) -> str | None:
    """The name by which AWS knows it, as far as anybody does."""
    return found.seen.name if found.seen else found.retained.name


def told(found: Found) -> str:
    """``eu-central-1 TradingDataBucket trading-data-x``."""
    one = found.retained
    return " ".join(part for part in (one.region, one.logical_id, name_of(found)) if part)
