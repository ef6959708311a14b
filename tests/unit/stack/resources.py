"""The resources of stacks by their type, and one resource in several stacks.

There have to be some: what is said of all of none says nothing.
"""

from collections.abc import Iterable

from tapstack.pytest_plugin import Resource, Stack


def all_of(stack: Stack, kind: str) -> list[Resource]:
    """All resources of a type."""
    found = stack.of_type(kind)
    assert found, f"There is no {kind} in {stack.region}"
    return found


def custom(stack: Stack) -> list[Resource]:
    """The custom resources."""
    found = [resource for resource in stack.resources.values() if resource.type.startswith("Custom::")]
    assert found, f"There is no custom resource in {stack.region}"
    return found


def copies_of(logical_id: str, stacks: Iterable[Stack]) -> list[tuple[Stack, Resource]]:
    """A resource in each stack that has it."""
    found = [(stack, stack.resource(logical_id)) for stack in stacks if logical_id in stack]
    assert found, f"{logical_id} is in no stack"
    return found
