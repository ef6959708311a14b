"""The functions of the template, in both regions, with everything on: who runs which source, under which role."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tapstack.pytest_plugin import Resource, StackSet
from tests.place import EVERYTHING, SUFFIX
from tests.unit.functions.grants.requests import Request
from tests.unit.stack.iam import allows, statements
from tests.unit.stack.values import many


class Function(NamedTuple):
    """A function of one region: its source (``probe.py``), itself, and its role."""

    source: str
    resource: Resource
    role: Resource

    def __str__(self) -> str:
        return f"{self.source}, {self.resource.logical_id} in {self.resource.region}, {self.role.logical_id}"


def functions(stackset: StackSet) -> list[Function]:
    """Every function of the template that has a source, as each region gets it."""
    return list(_functions(stackset.with_parameters({**EVERYTHING, "EnvironmentSuffix": SUFFIX})))


def _functions(stackset: StackSet) -> Iterator[Function]:
    for stack in stackset:
        roles = {role.property("RoleName"): role for role in stack.of_type("AWS::IAM::Role")}
        for resource in stack.of_type("AWS::Lambda::Function"):
            source = resource.attribute("Metadata.tapstack.source").removeprefix("functions/")
            yield Function(source, resource, roles[resource.property("Role").rpartition("/")[2]])


def granted(role: Resource) -> set[str]:
    """The actions that a role allows, as its policies name them."""
    return {action for statement in statements(role) for action in many(statement["Action"])}


@lru_cache(maxsize=4096)
def may(role: Resource, request: Request) -> bool:
    """Whether the role allows a request; the answer is kept, for tests of functions ask it thousands of times."""
    context = {key: value if isinstance(value, str) else list(value) for key, value in request.context}
    return allows(role, request.action, request.resource, context)
