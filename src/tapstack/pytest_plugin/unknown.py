"""Unresolved values in tests: they refuse every comparison whose answer is not known."""

from __future__ import annotations

from typing import Any, Final

from tapstack.pytest_plugin.errors import UnknownError
from tapstack.template import Unresolved


class Unknown(Unresolved):
    """An Unresolved in the hands of a test.

    Equal to the same Unresolved; any other comparison, its truth and its hash raise UnknownError, for a plain
    ``!=`` would pass without anything being known. ``place`` says where it stands.
    """

    __slots__ = ("place",)

    def __init__(
        self,
        kind: str,
        of: str,
        why: str,
        region: str | None = None,
        parts: tuple[str | Unresolved, ...] = (),
        place: str = "The value",
    ) -> None:
        super().__init__(kind, of, why, region, parts)
        self.place: Final = place

    def __eq__(self, other: object) -> bool:
        __tracebackhide__ = True
        if isinstance(other, Unresolved) and Unresolved.__eq__(self, other) is True:
            return True
        raise self.error(f"it cannot be compared with {other!r}")

    def __ne__(self, other: object) -> bool:
        __tracebackhide__ = True
        return not self == other

    def __bool__(self) -> bool:
        __tracebackhide__ = True
        raise self.error("it is neither true nor false")

    def __hash__(self) -> int:
        __tracebackhide__ = True
        raise self.error("it cannot be in a set, where others would seem to differ from it")

    def error(self, so: str) -> UnknownError:
        """What to raise: where it stands, why it is not known, and what follows."""
        return UnknownError(f"{self.place} is not known ({self.of}: {self.why.rstrip('.')}), so {so}.")


def own(value: Any, place: str) -> Any:
    """A copy of a rendered value that the test may change; ``place`` says where it stands, for messages."""
    if isinstance(value, dict):
        return {key: own(member, place) for key, member in value.items()}
    if isinstance(value, list):
        return [own(member, place) for member in value]
    if isinstance(value, Unresolved):
        return Unknown(value.kind, value.of, value.why, value.region, value.parts, place)
    return value


def unknown_in(value: Any) -> Unknown | None:
    """The first value inside that is not known."""
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, Unknown):
        return value
    return next((found for member in members if (found := unknown_in(member)) is not None), None)
