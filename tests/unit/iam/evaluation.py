"""What the statements of policies say to a request, as IAM decides: one Deny refuses, else one Allow is needed.

A request is an action, a resource, and a context: the values of condition keys. A condition on a key that the request
does not have is false, except under ``Null``, and under ``ForAllValues``, which an empty list satisfies. What is not
understood here is an error, wherever it stands: it is never taken for allowed, nor for refused.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

Statement = Mapping[str, Any]
Context = Mapping[str, str | list[str]]
EMPTY: Context = MappingProxyType({})
_UNDERSTOOD = {"Sid", "Effect", "Principal", "Action", "Resource", "Condition"}


def decides(statements: Iterable[Statement], action: str, resource: str, context: Context = EMPTY) -> bool:
    """Whether the statements together allow ``action`` on ``resource``; whom they name is for the caller to see."""
    effects = set()
    for statement in statements:
        _understand(statement)
        if _is_about(statement, action, resource) and _holds(statement, context):
            effects.add(statement["Effect"])
    return effects == {"Allow"}


def many(value: Any) -> list[Any]:
    """A list of the one, or of the several, that a policy may name."""
    return value if isinstance(value, list) else [value]


def like(text: str, pattern: str) -> bool:
    """Whether ``pattern``, with IAM's ``*`` and ``?``, is of ``text``; their cases have to agree."""
    return _compiled(pattern).fullmatch(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)


def _understand(statement: Statement) -> None:
    """Refuse what cannot be decided, even in a statement that is not about the request."""
    unknown = [*(statement.keys() - _UNDERSTOOD)]
    unknown += [name for name in statement.get("Condition", {}) if not _is_operator(name)]
    if unknown or statement["Effect"] not in {"Allow", "Deny"}:
        raise NotImplementedError(
            f"Not understood: {', '.join(unknown) or 'Effect'}. Teach it evaluation.py: {statement}"
        )


def _is_operator(name: str) -> bool:
    quantifier, _, compares = name.rpartition(":")
    return name == "Null" or (compares in _COMPARISONS and quantifier in {"", "ForAllValues", "ForAnyValue"})


def _is_about(statement: Statement, action: str, resource: str) -> bool:
    """Whether it names the action, in whatever case, and the resource."""
    return any(like(action.lower(), pattern.lower()) for pattern in many(statement["Action"])) and any(
        like(resource, pattern) for pattern in many(statement["Resource"])
    )


def _holds(statement: Statement, context: Context) -> bool:
    return all(
        _agrees(operator, wanted, context.get(key))
        for operator, keys in statement.get("Condition", {}).items()
        for key, wanted in keys.items()
    )


def _agrees(operator: str, wanted: Any, given: str | list[str] | None) -> bool:
    if operator == "Null":
        return (given is None) is (str(wanted).lower() == "true")
    quantifier, _, compares = operator.rpartition(":")
    values = [] if given is None else many(given)
    matches = [any(_COMPARISONS[compares](value, str(one)) for one in many(wanted)) for value in values]
    return all(matches) if quantifier == "ForAllValues" else any(matches)


_COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "ArnEquals": like,
    "ArnLike": like,
    "Bool": lambda given, wanted: given.lower() == wanted.lower(),
    "NumericLessThan": lambda given, limit: float(given) < float(limit),
    "StringEquals": str.__eq__,
    "StringLike": like,
}
