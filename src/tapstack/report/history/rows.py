"""A run as a row of the history, and back; whatever is not exactly such a row is refused."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tapstack.findings import Status, TrendPoint

TEXTS = ("time", "as_of", "tapstack", "template", "rules")
NUMBERS = ("exit_code", "complete", "hidden")
LISTS = ("files", "regions", "layers")
MAPPINGS = ("controls", "by_control")
COUNTS = tuple(status.value for status in Status)
COLUMNS = (*TEXTS, *NUMBERS, *LISTS, *MAPPINGS, *COUNTS)


def row(point: TrendPoint) -> tuple[str | int, ...]:
    """The values of ``COLUMNS``; lists and mappings as JSON."""
    return (
        *(getattr(point, name) for name in TEXTS),
        *(int(getattr(point, name)) for name in NUMBERS),
        *(json.dumps(getattr(point, name)) for name in (*LISTS, *MAPPINGS)),
        *(point.counts[name] for name in COUNTS),
    )


def point(values: Sequence[Any]) -> TrendPoint:
    """The run. Raises ValueError for what ``row`` does not write."""
    found = dict(zip(COLUMNS, values, strict=True))
    _must(all(isinstance(found[name], str) for name in (*TEXTS, *LISTS, *MAPPINGS)))
    _must(all(isinstance(found[name], int) for name in (*NUMBERS, *COUNTS)))
    found |= {name: json.loads(found[name]) for name in (*LISTS, *MAPPINGS)}
    _must(all(_texts(found[name]) for name in LISTS))
    _must(_nested(found["controls"], int) and _nested(found["by_control"], str))
    _must(all(set(counts) == set(COUNTS) for counts in found["controls"].values()))
    found |= {name: tuple(found[name]) for name in LISTS} | {"complete": bool(found["complete"])}
    counts = {name: found.pop(name) for name in COUNTS}
    return TrendPoint(**found, counts=counts)


def _must(holds: bool) -> None:
    if not holds:
        raise ValueError("no row of a history")


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _nested(value: Any, kind: type) -> bool:
    """A mapping of mappings to values of this kind."""
    inner: list[Any] = list(value.values()) if isinstance(value, Mapping) else [None]
    return all(isinstance(one, Mapping) and all(isinstance(each, kind) for each in one.values()) for one in inner)
