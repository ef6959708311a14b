"""The conditions of a statement: whether they hold for a request."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from tapstack.access.globs import like, same
from tapstack.access.request import Request
from tapstack.render.pattern import is_whole
from tapstack.template.logic import Truth, all_of, any_of, negate

Compare = Callable[[str, str], Truth]


class Condition(NamedTuple):
    """``operator`` as written, ``key`` in lower case; ``wanted`` is None where it is not known."""

    operator: str
    key: str
    wanted: tuple[str, ...] | None


def holds(condition: Condition, request: Request) -> Truth:
    """Whether the condition holds; None where it is not known, be it the key, a value, or the operator."""
    has = request.context.get(condition.key)
    if has is None or condition.wanted is None:
        return None
    answer = _holds(condition, has.values)
    if has.sure:
        return answer
    return answer if answer == _holds(condition, ()) else None


def understood(operator: str) -> bool:
    """Whether IAM has such an operator."""
    quantifier, _, name = operator.rpartition(":")
    bare = name.removesuffix("IfExists")
    if quantifier not in {"", "ForAllValues", "ForAnyValue"}:
        return False
    return name == "Null" or bare in COMPARISONS or bare in _NEGATED


def _holds(condition: Condition, values: tuple[str, ...]) -> Truth:
    quantifier, _, name = condition.operator.rpartition(":")
    wanted = condition.wanted or ()
    if name == "Null":
        return (not values) is (wanted[:1] == ("true",))
    bare = name.removesuffix("IfExists")
    if bare not in COMPARISONS and bare not in _NEGATED:
        return None
    if not values:
        return quantifier == "ForAllValues" or bare != name or (bare in _NEGATED and quantifier == "")
    return _compared(bare, quantifier, values, wanted)


def _compared(name: str, quantifier: str, values: tuple[str, ...], wanted: tuple[str, ...]) -> Truth:
    """A negated operator holds for a value that is none of those wanted."""
    compare = COMPARISONS[_NEGATED.get(name, name)]
    each: Iterable[Truth] = [any_of(compare(value, one) for one in wanted) for value in values]
    if name in _NEGATED:
        each = [negate(one) for one in each]
    if quantifier == "ForAllValues":
        return all_of(each)
    return any_of(each)


def _case(given: str, wanted: str) -> Truth:
    return same(given.lower(), wanted.lower()) if is_whole(given) and is_whole(wanted) else same(given, wanted)


def _arn(given: str, wanted: str) -> Truth:
    """Six parts, each with its own wildcards: what has fewer is no ARN, unless a star stands for the rest."""
    answer = like(given, wanted)
    return answer if wanted.count(":") >= 5 or wanted == "*" or answer is not True else None


def _number(compare: Callable[[float, float], bool]) -> Compare:
    def compared(given: str, wanted: str) -> Truth:
        try:
            return compare(float(given), float(wanted))
        except ValueError:
            return None

    return compared


def _ip(given: str, wanted: str) -> Truth:
    try:
        return ipaddress.ip_address(given) in ipaddress.ip_network(wanted, strict=False)
    except ValueError:
        return None


def _unknown(_given: str, _wanted: str) -> Truth:
    return None


COMPARISONS: Mapping[str, Compare] = {
    "StringEquals": same,
    "StringEqualsIgnoreCase": _case,
    "StringLike": like,
    "ArnEquals": _arn,
    "ArnLike": _arn,
    "Bool": _case,
    "NumericEquals": _number(float.__eq__),
    "NumericLessThan": _number(float.__lt__),
    "NumericLessThanEquals": _number(float.__le__),
    "NumericGreaterThan": _number(float.__gt__),
    "NumericGreaterThanEquals": _number(float.__ge__),
    "DateEquals": _unknown,
    "DateLessThan": _unknown,
    "DateLessThanEquals": _unknown,
    "DateGreaterThan": _unknown,
    "DateGreaterThanEquals": _unknown,
    "BinaryEquals": same,
    "IpAddress": _ip,
}
_NEGATED: Mapping[str, str] = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
    "NotIpAddress": "IpAddress",
}
