"""How much of a setting a value is: the larger the number, the better it protects or the more it carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from tapstack.checks.pair.words import shown
from tapstack.graph.stackset import NotKnown, Property

Row = Mapping[str, Any]
_LEAST, _MOST = float("-inf"), float("inf")


def _flag(side: Property, row: Row) -> float:
    return float(side.flag_or(row.get("absent", False)))


def _unset(side: Property, row: Row) -> float:
    return 1 - _flag(side, row)


def _given(side: Property, _row: Row) -> float:
    return float(side.given and side.raw not in ("", [], {}))


def _order(side: Property, row: Row) -> float:
    if not side.given and side.item.type in row.get("varies", ()):
        raise NotKnown(f"what {side.item.type} does without it depends on other properties")
    text = side.text if side.given else row.get("absent")
    for rank, level in enumerate(row["order"]):
        if text == level or (isinstance(level, list) and text in level):
            return rank
    raise NotKnown(f"the rank of {shown(text)} is not known")


def _more(side: Property, row: Row) -> float:
    return side.number_or(row.get("absent", _LEAST))


def _keep(side: Property, _row: Row) -> float:
    return side.number_or(_MOST)


def _zero(side: Property, row: Row) -> float:
    return float(side.number_or(row["absent"]) > 0)


def _same(side: Property, _row: Row) -> float:
    raise NotKnown(f"which of two values is the larger is not known; one is {side.shown}")


RANKS: Final[Mapping[str, Callable[[Property, Row], float]]] = {
    "flag": _flag,
    "unset": _unset,
    "given": _given,
    "order": _order,
    "more": _more,
    "keep": _keep,
    "zero": _zero,
    "same": _same,
}
"""By ``how`` of a row; each raises NotKnown where only AWS knows, or nobody ranked the value."""
