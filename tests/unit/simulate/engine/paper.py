"""A provider that only writes down what it is asked for, and refuses where it is told to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import Made, Owner, RefusedError, Wanted


@dataclass
class Paper:
    """``there`` holds what exists by region and physical id; ``calls`` every call; ``refused`` what to refuse.

    A key of ``refused`` is (action, logical id); its value says how often, -1 for always. By their logical ids: what is
    in ``half`` is there although its making is refused, ``later`` says after how many seconds a refusal is known, and
    ``seconds`` how long a making takes. A resource whose property Turn is in ``renamed`` gets that physical id when it
    is changed, with a number in place of ``#``.
    """

    there: dict[tuple[str, str], Wanted] = field(default_factory=dict)
    calls: list[tuple[str, str, str]] = field(default_factory=list)
    refused: dict[tuple[str, str], int] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    half: set[str] = field(default_factory=set)
    later: dict[str, float] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    owners: list[Owner] = field(default_factory=list)
    deleted: list[tuple[str, str]] = field(default_factory=list)
    count: int = 0

    def create(self, owner: Owner, wanted: Wanted) -> Made:
        """Writes it down, unless it is to be refused."""
        self._call("create", owner, wanted)
        self.count += 1
        made = self._made(wanted, f"{wanted.logical_id}-{self.count}")
        try:
            self._refuse("create", wanted)
        except RefusedError as error:
            if wanted.logical_id in self.half:
                error.made = made
                self.there[owner.region, made.physical_id] = wanted
            raise
        self.there[owner.region, made.physical_id] = wanted
        return replace(made, seconds=self.seconds.get(wanted.logical_id, 0.0))

    def update(self, owner: Owner, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Writes down what it is now; one that gets another id is there beside the old."""
        self._call("update", owner, wanted)
        assert (owner.region, made.physical_id) in self.there, "what is not there cannot be changed"
        self._refuse("update", wanted)
        renamed = self.renamed.get(str(wanted.properties.get("Turn")))
        if renamed:
            self.count += 1
            made = self._made(wanted, renamed.replace("#", str(self.count)))
        self.there[owner.region, made.physical_id] = wanted
        return made

    def delete(self, owner: Owner, made: Made, wanted: Wanted) -> None:
        """Strikes it out."""
        self._call("delete", owner, wanted)
        self._refuse("delete", wanted)
        del self.there[owner.region, made.physical_id]
        self.deleted.append((wanted.logical_id, made.physical_id))

    def adopt(self, owner: Owner, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """What is written down under the first member of the identifier; what is not is not found."""
        self._call("adopt", owner, wanted)
        self._refuse("adopt", wanted)
        physical_id = next(iter(identifier.values()))
        if (owner.region, physical_id) not in self.there:
            raise RefusedError("ResourceNotFoundException", f"{physical_id} is not there.", service="Test", status=404)
        return self._made(wanted, physical_id)

    def read(self, owner: Owner, made: Made, wanted: Wanted) -> Mapping[str, Any]:
        """What is written down."""
        return self.there[owner.region, made.physical_id].properties

    def _call(self, action: str, owner: Owner, wanted: Wanted) -> None:
        self.calls.append((action, owner.region, wanted.logical_id))
        self.owners.append(owner)

    def _made(self, wanted: Wanted, physical_id: str) -> Made:
        known = attributes(wanted.type)
        return Made(physical_id, {name: f"{name}-of-{physical_id}" for name in (known.names if known else ())})

    def _refuse(self, action: str, wanted: Wanted) -> None:
        left = self.refused.get((action, wanted.logical_id), 0)
        if left:
            self.refused[action, wanted.logical_id] = left - 1
            late = self.later.get(wanted.logical_id, 0.0)
            message = f"{wanted.logical_id} is not to be had."
            raise RefusedError("InvalidParameter", message, service="Test", seconds=late)
