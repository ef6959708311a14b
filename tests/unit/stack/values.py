"""Rendered values as text that can be compared, also where AWS makes a part of them."""

from collections.abc import Iterator
from typing import Any

from tapstack.template import Unresolved


def plain(value: Any) -> Any:
    """The same with ``${TradingVPC}`` or ``${PlatformKey.Arn}`` for what only AWS knows.

    Two of these are one value if they are of one region: across regions they are not to be compared.
    """
    if isinstance(value, dict):
        return {key: plain(member) for key, member in value.items()}
    if isinstance(value, list):
        return [plain(member) for member in value]
    if not isinstance(value, Unresolved):
        return value
    return "".join(map(plain, value.parts)) if value.parts else f"${{{value.of}}}"


def tags(value: Any) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in value}


def inside(value: Any) -> Iterator[Any]:
    """The value and everything in it."""
    yield value
    for member in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from inside(member)
