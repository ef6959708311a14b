"""The conditions of a statement: whether they hold for a request."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tapstack.access.operators import COMPARISONS, NEGATED, understood
from tapstack.access.request import Request
from tapstack.access.variables import filled
from tapstack.template.logic import Truth, all_of, any_of, negate


class Condition(NamedTuple):
    """``operator`` as written, ``key`` in lower case; ``wanted`` is None where it is not known."""

    operator: str
    key: str
    wanted: tuple[str, ...] | None


def holds(condition: Condition, request: Request) -> Truth:
    """Whether the condition holds; None where it is not known, be it the key, a value, or the operator."""
    has = request.under(condition.key)
    if has is None or condition.wanted is None or not understood(condition.operator):
        return None
    wanted = [filled(one, request) if "${" in one else one for one in condition.wanted]
    answer = _holds(condition.operator, has.values, wanted)
    if has.sure:
        return answer
    return answer if answer == _holds(condition.operator, (), wanted) else None


def _holds(operator: str, values: tuple[str, ...], wanted: list[str | None]) -> Truth:
    quantifier, _, name = operator.rpartition(":")
    if name == "Null":
        return None if quantifier else _is_null(values, wanted)
    bare = name.removesuffix("IfExists")
    if not values:
        return quantifier == "ForAllValues" or bare != name or (bare in NEGATED and quantifier == "")
    answers = (_compared(bare, value, wanted) for value in values)
    return all_of(answers) if quantifier == "ForAllValues" else any_of(answers)


def _is_null(values: tuple[str, ...], wanted: list[str | None]) -> Truth:
    """IAM takes true or false, in whatever case."""
    asked = (wanted[0] or "").lower() if wanted else ""
    return (not values) is (asked == "true") if asked in {"true", "false"} else None


def _compared(name: str, value: str, wanted: Iterable[str | None]) -> Truth:
    """A negated operator holds for a value that is none of those wanted."""
    return named(value, wanted, COMPARISONS[NEGATED.get(name, name)], other=name in NEGATED)


def named(value: str, wanted: Iterable[str | None], fits: Callable[[str, str], Truth], *, other: bool) -> Truth:
    """Whether a value is one of those that a policy names, or, where it says ``other``, none of them.

    None among them is a text with a variable that has no value: nothing fits it, and what then becomes of a statement
    about all others is not known.
    """
    answer = any_of((None if other else False) if one is None else fits(value, one) for one in wanted)
    return negate(answer) if other else answer
