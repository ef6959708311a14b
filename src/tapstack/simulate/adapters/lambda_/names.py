"""How templates name functions: by name, by ARN or by a part of it, which moto does not take."""

from __future__ import annotations

_MARK = "function:"


def taken(function: str) -> str:
    """A name, or an ARN, of ``f``, ``function:f``, ``123456789012:function:f``; a version or alias stays with it."""
    return function if function.startswith("arn:") else function.rpartition(_MARK)[2]


def same(function: str, arn: str) -> bool:
    """Whether a template's name of a function means the one of this ARN."""
    return function == arn or taken(function) == arn.partition(f":{_MARK}")[2]
