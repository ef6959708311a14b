"""What the roles of a stack may do, and what the policies of its resources let others do to them."""

from typing import Any

from tapstack.pytest_plugin import Resource
from tests.unit.iam.evaluation import EMPTY, Context, decides, many
from tests.unit.stack.values import plain


def allows(role: Resource, action: str, resource: str, context: Context = EMPTY) -> bool:
    """Whether the inline policies of a role let it do ``action`` to ``resource``, which may be ``plain``."""
    return decides(statements(role), action, resource, context)


def accepts(document: Any, principal: str, action: str, resource: str, context: Context = EMPTY) -> bool:
    """Whether the policy of a resource lets ``principal``, a service or an ARN, do ``action`` to it."""
    return decides(_said_of(document, principal), action, resource, context)


def trusts(role: Resource, service: str, context: Context = EMPTY) -> bool:
    """Whether ``service`` may assume the role."""
    said = _said_of(role.property("AssumeRolePolicyDocument"), service)
    return decides([{"Resource": "*", **statement} for statement in said], "sts:AssumeRole", "", context)


def statements(role: Resource) -> list[dict[str, Any]]:
    """All statements of a role's inline policies."""
    documents = [policy["PolicyDocument"] for policy in plain(role.property("Policies"))]
    return [statement for document in documents for statement in many(document["Statement"])]


def _said_of(document: Any, principal: str) -> list[dict[str, Any]]:
    return [statement for statement in many(plain(document)["Statement"]) if _names(statement["Principal"], principal)]


def _names(principals: Any, principal: str) -> bool:
    if principals == "*":
        return True
    return any(principal == name for names in principals.values() for name in many(names))
