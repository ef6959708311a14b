"""What the roles of a stack may do, and what the policies of its resources let others do to them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from tapstack import access
from tapstack.access.documents import Part
from tapstack.access.variables import literal
from tapstack.pytest_plugin import Resource, Stack
from tests.place import ACCOUNT
from tests.unit.stack.resources import all_of
from tests.unit.stack.values import many, plain

Context = Mapping[str, str | list[str]]
EMPTY: Context = MappingProxyType({})
NOWHERE = access.Nowhere()
MADE = literal("${")
"""Begins what AWS makes, in a policy: in these tests its name or ARN is ``${PlatformKey.Arn}``, and nothing else is."""


def decides(policies: Iterable[Part], request: access.Request) -> bool:
    """Whether policies allow a request. What is not known is an error: it is never taken for allowed, nor for refused."""
    answer = access.answer(policies, request, NOWHERE)
    assert answer.allowed is not None, f"{request.action} on {request.resource}: {answer.reason}"
    return answer.allowed


def like(text: str, pattern: str) -> bool:
    """Whether a text fits a pattern of IAM."""
    answer = access.like(text, pattern)
    assert answer is not None, f"Whether {text} fits {pattern} is not known"
    return answer


def allows(role: Resource, action: str, resource: str, context: Context = EMPTY) -> bool:
    """Whether the inline policies of a role let it do ``action`` to ``resource``, which may be ``plain``."""
    return decides(_policies(role), access.asking(action, resource, context))


def accepts(document: Any, principal: str, action: str, resource: str, context: Context = EMPTY) -> bool:
    """Whether the policy of a resource lets ``principal``, a service or an ARN, do ``action`` to it."""
    return decides(access.policy(plain(document, MADE)), access.asking(action, resource, context, principal))


def trusts(role: Resource, service: str, context: Context = EMPTY) -> bool:
    """Whether ``service`` may assume the role."""
    return accepts(role.property("AssumeRolePolicyDocument"), service, "sts:AssumeRole", "", context)


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


@cache
def _policies(role: Resource) -> tuple[Part, ...]:
    """The inline policies, read once: tests ask a role thousands of times."""
    policies = plain(role.property("Policies"), MADE)
    found = [part for one in policies for part in access.policy(one["PolicyDocument"], one["PolicyName"])]
    assert found, f"{role.logical_id} has no statement of its own"
    return tuple(found)
