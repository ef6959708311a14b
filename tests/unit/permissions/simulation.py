"""What the statements of a role allow: IAM's evaluation, as far as our policies go."""

from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

Statement = Mapping[str, Any]
Context = Mapping[str, str]


def texts(value: Any) -> list[str]:
    """A value or a list of values, as a list."""
    return list(value) if isinstance(value, list | tuple) else [value]


def allowed(statements: Iterable[Statement], action: str, resource: str, context: Context) -> bool:
    """Whether some statement allows the action on the ARN; a Deny is an error, for our policies have none."""
    return any(_applies(statement, action, resource, context) for statement in statements)


def _applies(statement: Statement, action: str, resource: str, context: Context) -> bool:
    if statement["Effect"] != "Allow" or {"NotAction", "NotResource"} & statement.keys():
        raise NotImplementedError(f"Only Allow, Action and Resource are understood: {statement}")
    return (
        any(fnmatchcase(action.lower(), pattern.lower()) for pattern in texts(statement["Action"]))
        and any(fnmatchcase(resource, pattern) for pattern in texts(statement["Resource"]))
        and all(_holds(operator, tests, context) for operator, tests in statement.get("Condition", {}).items())
    )


def _holds(operator: str, tests: Mapping[str, Any], context: Context) -> bool:
    """Whether all keys pass; one that the request lacks fails, except under Null."""
    if operator == "Null":
        return all((key not in context) == (str(value).lower() == "true") for key, value in tests.items())
    match = _MATCH[operator]
    return all(
        key in context and any(match(context[key], str(value)) for value in texts(wanted))
        for key, wanted in tests.items()
    )


_MATCH: dict[str, Callable[[str, str], bool]] = {
    "ArnEquals": fnmatchcase,
    "ArnLike": fnmatchcase,
    "Bool": lambda ours, wanted: ours.lower() == wanted.lower(),
    "StringEquals": lambda ours, wanted: ours == wanted,
    "StringLike": fnmatchcase,
}
