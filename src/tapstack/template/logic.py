"""Three-valued logic for conditions and rules: True, False, or None where only AWS can tell."""

from collections.abc import Iterable
from typing import Any

from tapstack.template.unresolved import Unresolved

Truth = bool | None


def all_of(values: Iterable[Truth]) -> Truth:
    """False if any value is False; else None if any is unknown; else True."""
    known = True
    for value in values:
        if value is False:
            return False
        known = known and value is not None
    return True if known else None


def any_of(values: Iterable[Truth]) -> Truth:
    """True if any value is True; else None if any is unknown; else False."""
    known = True
    for value in values:
        if value is True:
            return True
        known = known and value is not None
    return False if known else None


def negate(value: Truth) -> Truth:
    """Unknown stays unknown."""
    return None if value is None else not value


def text_of(value: Any) -> Any:
    """The text CloudFormation sees for a scalar: ``True`` is ``"true"``, ``1`` is ``"1"``."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int | float):
        return str(value)
    return value


def same(left: Any, right: Any) -> Truth:
    """Whether two values are equal, as ``Fn::Equals`` compares them: as text, case-sensitive."""
    if isinstance(left, Unresolved) or isinstance(right, Unresolved):
        return True if left == right else None
    if isinstance(left, list) and isinstance(right, list):
        if len(left) != len(right):
            return False
        return all_of(same(a, b) for a, b in zip(left, right, strict=True))
    return bool(text_of(left) == text_of(right))
