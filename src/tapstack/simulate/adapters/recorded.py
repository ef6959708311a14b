"""Resource types of which moto holds nothing: the world keeps a record of each, and does nothing with it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.identified import determined
from tapstack.simulate.resources import Made, RefusedError, Wanted


class RecordedAdapter(Adapter):
    """A type that is recorded only.

    ``service`` and ``noun`` are what the refusals call the service and the resource.
    """

    carried = frozenset[str]()
    service: ClassVar[str] = ""
    noun: ClassVar[str] = "Resource"

    @abstractmethod
    def made(self, bench: Bench, wanted: Wanted) -> Made:
        """What Ref and the attributes give. Raises RefusedError where something that it needs is not there."""

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """Keep it; a second one of its physical id is refused."""
        made = self.made(bench, wanted)
        if self.kept(bench, made) is not None:
            raise self.refused("AlreadyExistsException", f"{self.noun} {made.physical_id} already exists")
        bench.cloud.records.keep(bench.region, self.type, made.physical_id, wanted.properties)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Keep it as it is wanted now; one that is gone is refused."""
        if self.kept(bench, made) is None:
            raise self.refused("ResourceNotFoundException", f"{self.noun} {made.physical_id} not found")
        bench.cloud.records.keep(bench.region, self.type, made.physical_id, wanted.properties)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """Forget it; one that is gone is no error."""
        bench.cloud.records.drop(bench.region, self.type, made.physical_id)

    def adopt(self, bench: Bench, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """What is kept under the identifier."""
        made = determined(bench.owner, identifier, wanted)
        if self.kept(bench, made) is None:
            raise self.refused("ResourceNotFoundException", f"{self.noun} {made.physical_id} not found")
        return made

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """Nothing: no service tells of it. What is kept is what was wanted, and shows nothing."""
        return {}

    def kept(self, bench: Bench, made: Made) -> dict[str, Any] | None:
        """The record of a resource; None where there is none."""
        return bench.cloud.records.get(bench.region, self.type, made.physical_id)

    def refused(self, code: str, message: str) -> RefusedError:
        """The refusal, in the service's name."""
        return RefusedError(code, message, service=self.service)
