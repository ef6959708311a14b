"""What a service tells of a resource, held against what the template wants of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class Difference(NamedTuple):
    """A value that was wanted and is not told so; ``told`` is None where nothing is told."""

    path: str
    wanted: Any
    told: Any


def differences(wanted: Any, told: Any, path: str = "") -> Iterator[Difference]:
    """Every place at which what is wanted is not there; what is there beside it, such as defaults, is none.

    Lists are compared as they stand, or, where that fails, without regard to their order.
    """
    wanted, told = _document(wanted, told), _like(wanted, told)
    if isinstance(wanted, Mapping) and isinstance(told, Mapping):
        for name, value in wanted.items():
            yield from differences(value, told.get(name), f"{path}/{name}" if path else name)
    elif isinstance(wanted, list) and isinstance(told, list):
        yield from _of_lists(wanted, told, path)
    elif not _same(wanted, told):
        yield Difference(path, wanted, told)


def _of_lists(wanted: list[Any], told: list[Any], path: str) -> Iterator[Difference]:
    pairs = list(zip(wanted, told, strict=False))
    in_order = [one for pair in enumerate(pairs) for one in _of_items(path, *pair)]
    if not in_order and len(wanted) <= len(told):
        return
    left = list(told)
    for index, value in enumerate(wanted):
        match = next((one for one in left if not any(differences(value, one))), None)
        if match is None:
            here = [one for one in in_order if one.path.startswith(f"{path}/{index}")]
            yield from here or [Difference(f"{path}/{index}", value, None)]
        else:
            left.remove(match)


def _of_items(path: str, index: int, pair: tuple[Any, Any]) -> Iterator[Difference]:
    yield from differences(*pair, f"{path}/{index}")


def _document(wanted: Any, told: Any) -> Any:
    """What is wanted, read where it is a document as text and the service tells what it says."""
    return _read(wanted) if isinstance(wanted, str) and isinstance(told, Mapping) else wanted


def _like(wanted: Any, told: Any) -> Any:
    """What is told in the form of what is wanted: JSON read, one of a list taken for the list."""
    if isinstance(wanted, Mapping | list) and isinstance(told, str):
        return _read(told)
    if isinstance(wanted, list) and not isinstance(told, list) and told is not None:
        return [told]
    if isinstance(told, list) and not isinstance(wanted, list) and len(told) == 1:
        return told[0]
    return told


def _same(wanted: Any, told: Any) -> bool:
    """Whether two scalars mean the same; JSON texts by what they say."""
    if wanted == told or str(wanted).lower() == str(told).lower():
        return True
    if isinstance(wanted, int | float) and isinstance(told, int | float):
        return float(wanted) == float(told)
    if told is None:
        return wanted in ([], {}, "", False)
    both = isinstance(wanted, str) and isinstance(told, str) and wanted[:1] in ("{", "[")
    return both and _read(wanted) == _read(told)


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
