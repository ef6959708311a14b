"""Ids of elements: readable where what they stand for is, each once in the document."""

import re
from collections.abc import Hashable

_OTHER = re.compile(r"[^A-Za-z0-9_.-]+")
_LONGEST = 80


class Ids:
    """``ids("control", "ENC-01")`` is ``control-ENC-01`` each time; another thing that reads so gets a number."""

    def __init__(self) -> None:
        self._given: dict[tuple[Hashable, ...], str] = {}
        self._used: set[str] = set()

    def __call__(self, kind: str, *names: Hashable, beside: Hashable = None) -> str:
        """The id of what ``names``, and ``beside`` which is not said, name among those of its kind."""
        key = (kind, beside, *names)
        if key not in self._given:
            said = _OTHER.sub("-", "-".join([kind, *map(str, names)]))[:_LONGEST]
            self._given[key] = self._free(said)
        return self._given[key]

    def _free(self, said: str) -> str:
        name, count = said, 1
        while name in self._used:
            count += 1
            name = f"{said}--{count}"
        self._used.add(name)
        return name
