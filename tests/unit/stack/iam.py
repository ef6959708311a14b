"""What the roles of a stack may do, and what the policies of its resources let others do to them."""

from collections.abc import Iterable, Iterator
from typing import Any

from tapstack.pytest_plugin import Resource, Stack
from tests.place import ACCOUNT
from tests.unit.iam.evaluation import EMPTY, Context, decides, many
from tests.unit.stack.resources import all_of
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
    found = [statement for document in documents for statement in many(document["Statement"])]
    assert found, f"{role.logical_id} has no statement of its own"
    return found


def roles(stacks: Iterable[Stack]) -> Iterator[Resource]:
    """The roles of all stacks."""
    return (role for stack in stacks for role in all_of(stack, "AWS::IAM::Role"))


def role_arn(stack: Stack, name: str) -> str:
    """The ARN of the role with this logical id."""
    return f"arn:aws:iam::{ACCOUNT}:role/{stack.resource(name).property('RoleName')}"


def key_of(region: str) -> str:
    """An ARN that the platform's key of a region could have."""
    return f"arn:aws:kms:{region}:{ACCOUNT}:key/1"


def said(stacks: Iterable[Stack]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each statement of each role, with the role and region that it is of."""
    return (
        (f"{role.logical_id} in {role.region}: {one['Sid']}", one) for role in roles(stacks) for one in statements(role)
    )


def condition(statement: dict[str, Any], key: str) -> list[str]:
    """What the statement asks of a condition key, whatever the operator."""
    operators = statement.get("Condition", {}).values()
    return [value for keys in operators for asked, values in keys.items() if asked == key for value in many(values)]


def _said_of(document: Any, principal: str) -> list[dict[str, Any]]:
    return [statement for statement in many(plain(document)["Statement"]) if _names(statement["Principal"], principal)]


def _names(principals: Any, principal: str) -> bool:
    if principals == "*":
        return True
    return any(principal == name for names in principals.values() for name in many(names))
