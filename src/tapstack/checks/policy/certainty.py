"""What can be said of a value that only AWS knows: sometimes enough to decide a comparison."""

from __future__ import annotations

import contextlib
import re
from functools import lru_cache

import regex

from tapstack.checks.policy.language.syntax import Literal, Regex
from tapstack.checks.policy.scope.use import Known, Use
from tapstack.render.value import is_text
from tapstack.template.unresolved import Unresolved, UnresolvedList

_THERE = frozenset({"GetAtt", "GetAZs", "Length", "StackOutput", "ToJsonString"})
"""Beside texts and lists, what stands for some value in any case; a choice or a macro may stand for AWS::NoValue."""
_NAMES = frozenset({"Ref", "GetAtt"})
_TYPES = frozenset({"is_list", "is_struct", "is_null"})
_SECONDS = 0.5


def decided(use: Use, value: Unresolved) -> bool:
    """Whether ``use`` ends the same way whatever ``value`` turns out to be.

    A text with known parts cannot equal what does not have them; a reference stands for something, whatever it is.
    """
    match use.operator:
        case "exists":
            return exists(value)
        case "empty":
            return is_text(value) and (value.kind in _NAMES or _is_account(value) or bool(_known_text(value)))
        case "is_string":
            return is_text(value) and _is_no_number(value)
        case "==" | "in":
            return is_text(value) and all(_compares_alike(value, known) for known in use.values or (Literal(None),))
        case operator:
            return operator in _TYPES and is_text(value)


def exists(value: Unresolved) -> bool:
    """Whether it certainly stands for something, not for AWS::NoValue."""
    return isinstance(value, UnresolvedList) or is_text(value) or value.kind in _THERE


def _known_text(value: Unresolved) -> str:
    return "".join(part for part in value.parts if isinstance(part, str)) if value.kind == "String" else ""


def _is_no_number(value: Unresolved) -> bool:
    """Whether no number and no boolean can come of it, however the property's type may turn it."""
    return bool(re.search(r"[^\d.+\-eE]", _known_text(value))) and not _could_equal(value, ("true", "false"))


def _compares_alike(value: Unresolved, known: Known) -> bool:
    if isinstance(known, Regex):
        return _matches_alike(value, known.pattern)
    return isinstance(known.value, str) and bool(_known_text(value)) and not _could_equal(value, (known.value,))


def _could_equal(value: Unresolved, texts: tuple[str, ...]) -> bool:
    pattern = "".join(re.escape(part) if isinstance(part, str) else ".*" for part in value.parts)
    return any(re.fullmatch(pattern, text, re.DOTALL) for text in texts)


def _matches_alike(value: Unresolved, pattern: str) -> bool:
    """Whether the known beginning of the text decides if the pattern is found in it, or all but account numbers."""
    if value.kind == "String" and all(isinstance(part, str) or _is_account(part) for part in value.parts):
        return _matches_alike_in_every_account(value, pattern)
    start = value.parts[0] if value.kind == "String" and value.parts else ""
    if not isinstance(start, str) or not start:
        return False
    with contextlib.suppress(regex.error, TimeoutError):
        compiled = _compiled(pattern)
        anchored = pattern.startswith(("^", "\\A")) and "|" not in pattern and "(?" not in pattern
        if anchored and compiled.match(start, partial=True, timeout=_SECONDS) is None:
            return True
        found = compiled.search(start, timeout=_SECONDS)
        return found is not None and not re.search(r"\$|\\[zZbB]|\(\?", pattern)
    return False


def _matches_alike_in_every_account(value: Unresolved, pattern: str) -> bool:
    """Whether any account number leads to what the engine finds in the text that it gets.

    An account number has twelve digits. To a pattern that names no digit and refers to nothing it has found, each
    digit is like any other: a range of characters has all of them between its ends, or none.
    """
    if re.search(r"\d|\(\?[^i]", re.sub(r"\{\d*,?\d*\}", "", pattern)):
        return False
    number = "".join(part if isinstance(part, str) else "0" * 12 for part in value.parts)
    with contextlib.suppress(regex.error, TimeoutError):
        found = [_compiled(pattern).search(text, timeout=_SECONDS) for text in (number, value.of)]
        return (found[0] is None) == (found[1] is None)
    return False


def _is_account(value: Unresolved) -> bool:
    return value.kind == "PseudoParameter" and value.of == "AWS::AccountId"


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)
