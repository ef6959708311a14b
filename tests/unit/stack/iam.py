"""What policies say to a request, as IAM decides: one Deny refuses, else one Allow is needed.

A request is an action, a resource, and a context: the values of condition keys. A condition on a key that the request
does not have is false, except under ``ForAllValues``, which an empty list satisfies.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from tapstack.pytest_plugin import Resource
from tests.unit.stack.values import many, plain

Context = Mapping[str, str | list[str]]
EMPTY: Context = MappingProxyType({})


def allows(role: Resource, action: str, resource: str, context: Context = EMPTY) -> bool:
    """Whether the inline policies of a role let it do ``action`` to ``resource``, which may be ``plain``."""
    return _decides(statements(role), action, resource, context)


def accepts(document: Any, principal: str, action: str, resource: str, context: Context = EMPTY) -> bool:
    """Whether the policy of a resource lets ``principal``, a service or an ARN, do ``action`` to it."""
    said = [statement for statement in many(plain(document)["Statement"]) if _names(statement["Principal"], principal)]
    return _decides(said, action, resource, context)


def trusts(role: Resource, service: str, context: Context = EMPTY) -> bool:
    """Whether ``service`` may assume the role."""
    document = plain(role.property("AssumeRolePolicyDocument"))
    said = [statement for statement in document["Statement"] if _names(statement["Principal"], service)]
    return _decides([{"Resource": "*", **statement} for statement in said], "sts:AssumeRole", "", context)


def statements(role: Resource) -> list[dict[str, Any]]:
    """All statements of a role's inline policies."""
    documents = [policy["PolicyDocument"] for policy in plain(role.property("Policies"))]
    return [statement for document in documents for statement in many(document["Statement"])]


def _decides(said: list[dict[str, Any]], action: str, resource: str, context: Context) -> bool:
    effects = {
        statement["Effect"]
        for statement in said
        if _about(statement["Action"], action, of_action=True)
        and _about(statement["Resource"], resource)
        and _holds(statement, context)
    }
    return "Allow" in effects and "Deny" not in effects


def _names(principals: Any, principal: str) -> bool:
    if principals == "*":
        return True
    return any(principal == name for names in principals.values() for name in many(names))


def _about(patterns: Any, text: str, *, of_action: bool = False) -> bool:
    return any(like(text, pattern, re.IGNORECASE if of_action else 0) for pattern in many(patterns))


def like(text: str, pattern: str, flags: int = 0) -> bool:
    """Whether ``pattern``, with IAM's ``*`` and ``?``, is of ``text``."""
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), text, flags) is not None


def _holds(statement: dict[str, Any], context: Context) -> bool:
    return all(
        _agrees(operator, wanted, context.get(key))
        for operator, keys in statement.get("Condition", {}).items()
        for key, wanted in keys.items()
    )


def _agrees(operator: str, wanted: Any, given: str | list[str] | None) -> bool:
    quantifier, _, compares = operator.rpartition(":")
    matches = [any(_COMPARISONS[compares](value, str(one)) for one in many(wanted)) for value in _values(given)]
    return all(matches) if quantifier == "ForAllValues" else any(matches)


def _values(given: str | list[str] | None) -> list[str]:
    return [] if given is None else many(given)


_COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "ArnEquals": like,
    "ArnLike": like,
    "Bool": str.__eq__,
    "NumericLessThan": lambda given, limit: float(given) < float(limit),
    "StringEquals": str.__eq__,
    "StringLike": like,
}
