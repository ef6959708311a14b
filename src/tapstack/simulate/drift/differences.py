"""The places at which properties are not as expected.

Source: botocore cloudformation, PropertyDifference and DifferenceType. Only what the template says is looked at, so
defaults of a service are no difference; an item more in a list that the template gives is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tapstack.simulate.deployment.readback import differences

ADD, REMOVE, NOT_EQUAL = "ADD", "REMOVE", "NOT_EQUAL"


class PropertyDifference(NamedTuple):
    """``path`` is a JSON pointer below the properties, ``/VersioningConfiguration/Status``."""

    path: str
    expected: Any
    actual: Any
    kind: str


def property_differences(expected: Mapping[str, Any], actual: Mapping[str, Any]) -> Iterator[PropertyDifference]:
    """Those that are changed or gone, then the items that came to lists."""
    for one in differences(expected, actual):
        yield PropertyDifference(f"/{one.path}", one.wanted, one.told, REMOVE if one.told is None else NOT_EQUAL)
    yield from _added(expected, actual, "")


def _added(expected: Any, actual: Any, path: str) -> Iterator[PropertyDifference]:
    if isinstance(expected, Mapping) and isinstance(actual, Mapping):
        for name, value in expected.items():
            yield from _added(value, actual.get(name), f"{path}/{name}")
    elif isinstance(expected, list) and isinstance(actual, list) and len(actual) > len(expected):
        left = list(expected)
        for index, item in enumerate(actual):
            match = next((one for one in left if not any(differences(one, item))), None)
            if match is not None:
                left.remove(match)
            elif len(actual) - index > len(left):
                yield PropertyDifference(f"{path}/{index}", None, item, ADD)
