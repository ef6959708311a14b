"""What evaluation gives: plain JSON values, ``NO_VALUE`` for what is left out, and Unresolved."""

from collections.abc import Iterable
from typing import Any, Final

from tapstack.template.logic import text_of
from tapstack.template.unresolved import Unresolved, UnresolvedList


class NoValue:
    """The type of ``NO_VALUE``, which removes the property or list item that it stands for."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NO_VALUE"


NO_VALUE: Final = NoValue()

_TEXTS = frozenset(
    {"Base64", "DynamicReference", "ImportValue", "Join", "NoEcho", "Parameter", "PseudoParameter", "Ref", "String"}
)
_NAMED = frozenset({"Ref", "GetAtt", "Parameter", "PseudoParameter", "NoEcho"})


def describe(value: Any) -> str:
    """A value as text for messages and for ``Unresolved.of``: ``${X.Arn}`` for what is not known."""
    if not isinstance(value, Unresolved):
        return str(text_of(value))
    if value.kind == "String":
        return value.of
    return f"${{{value.of}}}" if value.kind in _NAMED else f"${{{value.kind} {value.of}}}"


def is_scalar(value: Any) -> bool:
    """Whether CloudFormation takes the value where it wants text; what may be text is taken for it."""
    return isinstance(value, str | int | float | Unresolved) and not isinstance(value, UnresolvedList)


def is_text(value: Any) -> bool:
    """Whether the value is text in any case, known or not: no list."""
    return is_scalar(value) and (not isinstance(value, Unresolved) or value.kind in _TEXTS)


def compose(pieces: Iterable[Any], kind: str = "String") -> str | Unresolved:
    """Scalars, one after the other, as one text; a ``String`` Unresolved if any piece is unresolved."""
    parts = _parts(pieces)
    unresolved = [part for part in parts if isinstance(part, Unresolved)]
    if not unresolved:
        return "".join(str(part) for part in parts)
    if len(parts) == 1 and kind == "String":
        return unresolved[0]
    region = next((part.region for part in unresolved if part.region), None)
    return Unresolved(kind, "".join(map(describe, parts)), unresolved[0].why, region, tuple(parts))


def _parts(pieces: Iterable[Any]) -> list[str | Unresolved]:
    """Known text that follows known text is one part with it."""
    parts: list[str | Unresolved] = []
    known: list[str] = []
    for piece in pieces:
        inner: Iterable[Any] = piece.parts if isinstance(piece, Unresolved) and piece.kind == "String" else (piece,)
        for part in inner:
            if not isinstance(part, Unresolved):
                known.append(part if type(part) is str else str(text_of(part)))
                continue
            if text := "".join(known):
                parts.append(text)
            known.clear()
            parts.append(part)
    text = "".join(known)
    return [*parts, text] if text else parts
