"""Rendered values as text that can be compared, also where AWS makes a part of them."""

from collections.abc import Iterator
from typing import Any

from tapstack.template import Unresolved


def plain(value: Any, opens: str = "${") -> Any:
    """The same with ``${TradingVPC}`` or ``${PlatformKey.Arn}`` for what only AWS knows.

    Two of these are one value if they are of one region: across regions they are not to be compared.
    """
    if isinstance(value, dict):
        return {key: plain(member, opens) for key, member in value.items()}
    if isinstance(value, list):
        return [plain(member, opens) for member in value]
    if not isinstance(value, Unresolved):
        return value
    return "".join(plain(part, opens) for part in value.parts) if value.parts else f"{opens}{value.of}}}"


def many(value: Any) -> list[Any]:
    """A list of the one, or of the several, that a policy may name."""
    return value if isinstance(value, list) else [value]


def tags(value: Any) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in value}


def inside(value: Any) -> Iterator[Any]:
    """The value and everything in it."""
    yield value
    for member in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from inside(member)
