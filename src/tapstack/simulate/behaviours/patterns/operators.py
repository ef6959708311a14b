"""What one entry of a pattern's list asks of one value.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html. Numbers are equal by
their value, however written: event-ruler's JsonRuleCompiler. That ``anything-but`` with an operator in it takes values
that are no text is assumed.
"""

from __future__ import annotations

import ipaddress
import operator
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

EXISTS, _BUT, _ANY_CASE = "exists", "anything-but", "equals-ignore-case"
_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
}


def checked(wanted: Any) -> bool:
    """Whether an entry is one that is simulated."""
    if not isinstance(wanted, Mapping):
        return not isinstance(wanted, list)
    if len(wanted) != 1:
        return False
    name, operand = next(iter(wanted.items()))
    if name == EXISTS:
        return isinstance(operand, bool)
    if name == "numeric":
        return isinstance(operand, list) and bool(operand) and set(operand[::2]) <= set(_COMPARE)
    if name == _BUT:
        return not isinstance(operand, Mapping) or (set(operand) <= set(_TEXTS) - {"cidr"} and checked(operand))
    return name in _TEXTS and all(_is_text(name, one) for one in _several(operand))


def _is_text(name: str, operand: Any) -> bool:
    """Whether an operator on texts takes this; for a prefix or suffix in any case it is an object."""
    if name in ("prefix", "suffix") and isinstance(operand, Mapping):
        return list(operand) == [_ANY_CASE] and isinstance(operand[_ANY_CASE], str)
    return isinstance(operand, str)


def fits(wanted: Any, value: Any) -> bool:
    """Whether a value is what an entry asks for; ``exists`` is not asked here."""
    if not isinstance(wanted, Mapping):
        return _equal(wanted, value)
    name, operand = next(iter(wanted.items()))
    if name == _BUT:
        return not any(fits(one, value) for one in _several(operand))
    if name == "numeric":
        return _is_number(value) and all(
            _COMPARE[sign](value, number) for sign, number in zip(operand[::2], operand[1::2], strict=True)
        )
    return isinstance(value, str) and any(_TEXTS[name](value, one) for one in _several(operand))


def _several(operand: Any) -> list[Any]:
    return operand if isinstance(operand, list) else [operand]


def _equal(wanted: Any, value: Any) -> bool:
    if _is_number(wanted) or _is_number(value):
        return _is_number(wanted) and _is_number(value) and wanted == value
    return type(wanted) is type(value) and bool(wanted == value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _starts(value: str, start: Any) -> bool:
    if isinstance(start, Mapping):
        return value.lower().startswith(start[_ANY_CASE].lower())
    return value.startswith(start)


def _ends(value: str, end: Any) -> bool:
    return _starts(value[::-1], end[::-1] if isinstance(end, str) else {key: text[::-1] for key, text in end.items()})


def _is_like(value: str, wildcard: str) -> bool:
    return _expression(wildcard).fullmatch(value) is not None


@lru_cache(maxsize=1024)
def _expression(wildcard: str) -> re.Pattern[str]:
    """A star is any text; after a backslash, star and backslash are themselves."""
    parts = re.findall(r"\\[*\\]|.", wildcard, re.DOTALL)
    return re.compile("".join(".*" if part == "*" else re.escape(part[-1]) for part in parts), re.DOTALL)


def _is_in(value: str, network: str) -> bool:
    try:
        return ipaddress.ip_address(value) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False


_TEXTS: Mapping[str, Callable[[str, Any], bool]] = {
    "prefix": _starts,
    "suffix": _ends,
    _ANY_CASE: lambda value, wanted: value.lower() == wanted.lower(),
    "wildcard": _is_like,
    "cidr": _is_in,
}
