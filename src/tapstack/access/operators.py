"""The operators of conditions: how one value of a request compares with one that a policy names."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache

from tapstack.access.globs import like, same
from tapstack.render.pattern import is_whole
from tapstack.template.logic import Truth, all_of

Compare = Callable[[str, str], Truth]
_SECONDS = re.compile(r"-?\d+(\.\d+)?")
_PARTS = 6
"""Of an ARN."""


def _case(given: str, wanted: str) -> Truth:
    return same(given.lower(), wanted.lower()) if is_whole(given) and is_whole(wanted) else same(given, wanted)


def _arn(given: str, wanted: str) -> Truth:
    """Six parts, each with its own wildcards: what has fewer is no ARN, unless a star stands for the rest."""
    answer = like(given, wanted)
    if answer is not True or wanted == "*":
        return answer
    if wanted.count(":") < _PARTS - 1:
        return None
    if not (is_whole(given) and is_whole(wanted)) or "${" in wanted:
        return True
    mine, its = given.split(":", _PARTS - 1), wanted.split(":", _PARTS - 1)
    return len(mine) == _PARTS and all_of(like(part, glob) for part, glob in zip(mine, its, strict=True))


def _measured(read: Callable[[str], float], compare: Callable[[float, float], bool]) -> Compare:
    """Compares what two texts measure; not known where one is no such text."""

    def compared(given: str, wanted: str) -> Truth:
        try:
            return compare(read(given), read(wanted))
        except ValueError:
            return None

    return compared


def _seconds(text: str) -> float:
    """A date as IAM takes it, in ISO 8601 or in seconds since 1970; one that names no zone is of UTC."""
    if _SECONDS.fullmatch(text):
        return float(text)
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _ip(given: str, wanted: str) -> Truth:
    try:
        return ipaddress.ip_address(given) in ipaddress.ip_network(wanted, strict=False)
    except ValueError:
        return None


COMPARISONS: Mapping[str, Compare] = {
    "StringEquals": same,
    "StringEqualsIgnoreCase": _case,
    "StringLike": like,
    "ArnEquals": _arn,
    "ArnLike": _arn,
    "Bool": _case,
    "NumericEquals": _measured(float, float.__eq__),
    "NumericLessThan": _measured(float, float.__lt__),
    "NumericLessThanEquals": _measured(float, float.__le__),
    "NumericGreaterThan": _measured(float, float.__gt__),
    "NumericGreaterThanEquals": _measured(float, float.__ge__),
    "DateEquals": _measured(_seconds, float.__eq__),
    "DateLessThan": _measured(_seconds, float.__lt__),
    "DateLessThanEquals": _measured(_seconds, float.__le__),
    "DateGreaterThan": _measured(_seconds, float.__gt__),
    "DateGreaterThanEquals": _measured(_seconds, float.__ge__),
    "BinaryEquals": same,
    "IpAddress": _ip,
}
NEGATED: Mapping[str, str] = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
    "NotIpAddress": "IpAddress",
}
"""Operators that hold where another does not."""


@cache
def understood(operator: str) -> bool:
    """Whether IAM has such an operator."""
    quantifier, _, name = operator.rpartition(":")
    bare = name.removesuffix("IfExists")
    if quantifier not in {"", "ForAllValues", "ForAnyValue"}:
        return False
    return name == "Null" or bare in COMPARISONS or bare in NEGATED
