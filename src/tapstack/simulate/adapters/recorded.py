"""Resource types of which moto holds nothing: the world keeps a record of each, and does nothing with it."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.resources import Made, RefusedError, Wanted


class RecordedAdapter(Adapter):
    """A type that is recorded only; ``noun`` is what the service calls it in its answers."""

    noun = "Resource"

    @abstractmethod
    def made(self, bench: Bench, wanted: Wanted) -> Made:
        """What Ref and the attributes give."""

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """Keep it; a second one of its physical id is refused."""
        made = self.made(bench, wanted)
        records = bench.cloud.records
        if records.get(bench.region, self.type, made.physical_id) is not None:
            raise RefusedError("AlreadyExistsException", f"{self.noun} {made.physical_id} already exists")
        records.keep(bench.region, self.type, made.physical_id, wanted.properties)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Keep it as it is wanted now."""
        bench.cloud.records.keep(bench.region, self.type, made.physical_id, wanted.properties)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """Forget it."""
        bench.cloud.records.drop(bench.region, self.type, made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """Nothing: no service knows of it."""
        return {}
