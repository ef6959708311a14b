"""Rules of a Choice state.

Source: Amazon States Language specification, "Choice State": comparisons of texts, numbers, booleans and timestamps,
each with a value or with what stands at a path.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tapstack.simulate.behaviours.machines.failure import RUNTIME, StateError
from tapstack.simulate.behaviours.machines.paths import MISSING, is_plain, look, value_at

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "Equals": operator.eq,
    "LessThan": operator.lt,
    "GreaterThan": operator.gt,
    "LessThanEquals": operator.le,
    "GreaterThanEquals": operator.ge,
}
_COMPARISON = re.compile(
    rf"(String|Numeric|Boolean|Timestamp)({'|'.join(sorted(_COMPARE, key=len, reverse=True))})(Path)?"
)
_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "IsNull": lambda value: value is None,
    "IsString": lambda value: isinstance(value, str),
    "IsNumeric": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "IsBoolean": lambda value: isinstance(value, bool),
    "IsTimestamp": lambda value: _moment(value) is not None,
}


def chosen(rules: list[Mapping[str, Any]], data: Any, context: Any) -> str | None:
    """The Next of the first rule that holds."""
    return next((str(rule["Next"]) for rule in rules if holds(rule, data, context)), None)


def holds(rule: Mapping[str, Any], data: Any, context: Any) -> bool:
    """Whether a rule, or one inside And, Or, Not, holds. Raises StateError where what it looks at is not there."""
    if "And" in rule:
        return all(holds(one, data, context) for one in rule["And"])
    if "Or" in rule:
        return any(holds(one, data, context) for one in rule["Or"])
    if "Not" in rule:
        return not holds(rule["Not"], data, context)
    found = _found(rule["Variable"], data, context)
    if "IsPresent" in rule:
        return bool((found is not MISSING) == rule["IsPresent"])
    if found is MISSING:
        raise StateError(
            RUNTIME,
            f"Invalid path '{rule['Variable']}': The choice state's condition path references an invalid value.",
        )
    answers = (_answer(name, wanted, found, data, context) for name, wanted in rule.items())
    answer = next((one for one in answers if one is not None), None)
    if answer is None:
        raise StateError(RUNTIME, "a rule compares nothing")
    return answer


def _found(path: str, data: Any, context: Any) -> Any:
    """What is there: a path that may lead to several values, and leads to none, leads nowhere. Assumed."""
    found = look(path, data, context)
    return MISSING if found == [] and not is_plain(path) else found


def _answer(name: str, wanted: Any, found: Any, data: Any, context: Any) -> bool | None:
    """What one member of a rule says of the value; None for one that compares nothing."""
    if name in _KINDS:
        return bool(_KINDS[name](found) == wanted)
    if name == "StringMatches":
        return isinstance(found, str) and bool(re.fullmatch(_pattern(wanted), found, re.DOTALL))
    if comparison := _COMPARISON.fullmatch(name):
        other = value_at(wanted, data, context) if comparison[3] else wanted
        return _compared(comparison[1], _COMPARE[comparison[2]], found, other)
    return None


def _compared(kind: str, compare: Callable[[Any, Any], bool], found: Any, wanted: Any) -> bool:
    """Values of another kind than is asked for do not fit."""
    if kind == "Timestamp":
        found, wanted = _moment(found), _moment(wanted)
        return found is not None and wanted is not None and bool(compare(found, wanted))
    fits = _KINDS[f"Is{kind}"]
    return fits(found) and fits(wanted) and bool(compare(found, wanted))


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str) or "T" not in value:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _pattern(text: str) -> str:
    """``*`` is any text, unless a backslash stands before it; nothing else means anything."""
    parts = re.split(r"(?<!\\)\*", text)
    return ".*".join(re.escape(part.replace("\\*", "*").replace("\\\\", "\\")) for part in parts)
