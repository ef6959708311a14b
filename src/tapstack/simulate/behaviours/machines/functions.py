"""What each intrinsic function makes of its arguments.

Source: Step Functions Developer Guide, "Intrinsics for JSONPath states in Step Functions", with its limits: 1,000
items, 10,000 characters, shallow merging only. Which texts their errors have is assumed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from tapstack.simulate.behaviours.machines.failure import INTRINSIC, StateError
from tapstack.simulate.behaviours.machines.payload import text

OPEN, CLOSE = "\ue000", "\ue001"
"""Escaped braces, until Format has filled the others: characters that nobody uses."""
_MOST_ITEMS, _MOST_CHARACTERS = 1_000, 10_000
_HASHES = ("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512")


def call(name: str, given: list[Any], chance: random.Random) -> Any:
    """The value of ``States.name(given...)``. Raises StateError for what the function does not take."""
    known: Mapping[str, Callable[..., Any]] = {
        **_FUNCTIONS,
        "MathRandom": lambda *some: _random(chance, *some),
        "UUID": lambda: str(uuid.UUID(int=chance.getrandbits(128), version=4)),
    }
    if name not in known:
        raise StateError(INTRINSIC, f"There is no function States.{name}")
    try:
        return known[name](*given)
    except (TypeError, ValueError, IndexError, KeyError, AttributeError) as error:
        raise StateError(INTRINSIC, f"States.{name}: {error}") from error


def plain(value: Any) -> Any:
    """A text with its braces."""
    return value.replace(OPEN, "{").replace(CLOSE, "}") if isinstance(value, str) else value


def _need(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(what)


def _integer(value: Any) -> int:
    _need(isinstance(value, int | float) and not isinstance(value, bool), f"{value!r} is no number")
    return int(round(value))  # noqa: RUF046 - any number


def _short(value: Any) -> str:
    told = value if isinstance(value, str) else text(value)
    _need(len(told) <= _MOST_CHARACTERS, f"longer than {_MOST_CHARACTERS} characters")
    return told


def _array(value: Any) -> list[Any]:
    _need(isinstance(value, list), f"{value!r} is no array")
    array: list[Any] = value
    return array


def _object(value: Any) -> dict[str, Any]:
    _need(isinstance(value, dict), f"{value!r} is no object")
    found: dict[str, Any] = value
    return found


def _random(chance: random.Random, start: Any, end: Any, *seed: Any) -> int:
    """From the start, which may be, to the end, which may not."""
    seeded = random.Random(_integer(seed[0])) if seed else chance  # noqa: S311 - nothing is secret
    return seeded.randrange(_integer(start), _integer(end))


def _shown(value: Any) -> str:
    """A value in a text: objects and arrays are shown as Java shows them. Source: moto, StringFormat."""
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}={_shown(one)}" for name, one in value.items()) + "}"
    return value if isinstance(value, str) else text(value)


def _format(template: str, *given: Any) -> str:
    parts = template.split("{}")
    _need(len(parts) - 1 == len(given), f"{len(parts) - 1} places for {len(given)} values")
    told = (_shown(value) for value in given)
    return str(plain(parts[0] + "".join(value + part for value, part in zip(told, parts[1:], strict=True))))


def _partition(array: Any, size: Any) -> list[list[Any]]:
    whole, step = _array(array), _integer(size)
    _need(step > 0, "the size of a chunk must be positive")
    return [whole[start : start + step] for start in range(0, len(whole), step)]


def _range(first: Any, last: Any, step: Any) -> list[int]:
    by = _integer(step)
    _need(by != 0, "the step must not be 0")
    found = range(_integer(first), _integer(last) + (1 if by > 0 else -1), by)
    _need(len(found) <= _MOST_ITEMS, f"more than {_MOST_ITEMS} items")
    return list(found)


def _item(array: Any, place: Any) -> Any:
    index = _integer(place)
    _need(index >= 0, "an index must not be negative")
    return _array(array)[index]


def _key(value: Any) -> str:
    """What is equal in JSON has the same: 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True)


def _unique(array: list[Any]) -> list[Any]:
    found = dict[str, Any]()
    for value in array:
        found.setdefault(_key(value), value)
    return list(found.values())


def _hash(value: Any, algorithm: str) -> str:
    _need(algorithm in _HASHES, f"{algorithm!r} is none of {', '.join(_HASHES)}")
    return hashlib.new(algorithm.replace("-", ""), _short(value).encode()).hexdigest()


def _merge(first: Any, second: Any, deep: Any) -> dict[str, Any]:
    _need(deep is False, "only shallow merging is supported")
    return {**_object(first), **_object(second)}


def _split(whole: str, ends: str) -> list[str]:
    """Every character of ``ends`` ends a part; parts with nothing in them are left out."""
    for end in ends[1:]:
        whole = whole.replace(end, ends[0])
    return [part for part in whole.split(ends[0]) if part] if ends else [whole]


_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "Format": _format,
    "StringToJson": json.loads,
    "JsonToString": text,
    "Array": lambda *values: list(values),
    "ArrayPartition": _partition,
    "ArrayContains": lambda array, value: _key(value) in {_key(one) for one in _array(array)},
    "ArrayRange": _range,
    "ArrayGetItem": _item,
    "ArrayLength": lambda array: len(_array(array)),
    "ArrayUnique": lambda array: _unique(_array(array)),
    "Base64Encode": lambda value: base64.b64encode(_short(value).encode()).decode(),
    "Base64Decode": lambda value: base64.b64decode(_short(value), validate=True).decode(),
    "Hash": _hash,
    "JsonMerge": _merge,
    "MathAdd": lambda first, second: _integer(first) + _integer(second),
    "StringSplit": _split,
}
