"""The value that only AWS can make, and why we do not make it up."""

from __future__ import annotations

from typing import Any, Final


class Unresolved:
    """A value that the template does not determine.

    ``kind`` is the construct that would have given it (``Ref``, ``GetAtt``, ``ImportValue``,
    ``Parameter``, ``String`` for a text with unresolved parts, ...), ``of`` what it names, ``why`` one
    sentence for people. ``parts`` keeps the known text of a ``String`` in order, str and Unresolved mixed.
    Two are equal only if kind, of, region and parts are equal; anything else is unknown, not different.
    """

    __slots__ = ("kind", "of", "parts", "region", "why")

    def __init__(
        self,
        kind: str,
        of: str,
        why: str,
        region: str | None = None,
        parts: tuple[str | Unresolved, ...] = (),
    ) -> None:
        self.kind: Final = kind
        self.of: Final = of
        self.why: Final = why
        self.region: Final = region
        self.parts: Final = parts

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Unresolved):
            return NotImplemented
        mine, its = (self.kind, self.of, self.region), (other.kind, other.of, other.region)
        return mine == its and self.parts == other.parts

    def __hash__(self) -> int:
        return hash((self.kind, self.of, self.region))

    def __repr__(self) -> str:
        return f"Unresolved({self.kind!r}, {self.of!r})"

    def in_region(self, region: str) -> Unresolved:
        """The same, of one region."""
        return type(self)(self.kind, self.of, self.why, region, self.parts)

    def to_json(self) -> dict[str, Any]:
        """The form in which ``tapstack render`` prints it: ``{"Unresolved": {"kind", "of", "why", "parts"?}}``."""
        body: dict[str, Any] = {"kind": self.kind, "of": self.of, "why": self.why}
        if self.parts:
            body["parts"] = [part if isinstance(part, str) else part.to_json() for part in self.parts]
        return {"Unresolved": body}


class UnresolvedList(Unresolved):
    """A list of which neither the items nor their number are known."""

    __slots__ = ()
