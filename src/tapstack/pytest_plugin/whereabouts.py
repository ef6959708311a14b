"""Where a resource is that a test looks for in the wrong place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.findings import did_you_mean
from tapstack.findings.similar import hint, nearest
from tapstack.pytest_plugin.errors import MissingError

if TYPE_CHECKING:
    from tapstack.pytest_plugin.stack import Stack
    from tapstack.pytest_plugin.stackset import StackSet


def no_resource(logical_id: str, stack: Stack, stackset: StackSet) -> str:
    """Why a stack has no such resource: its condition, or a name that the template does not have."""
    said = f"{stack.region} has no resource {logical_id!r}"
    if logical_id not in stack.absent:
        known = [*stack.resources, *sorted(stack.absent)]
        return f"{said}, nor has the template. {did_you_mean(logical_id, known)}"
    condition = stackset.condition_of(logical_id)
    others = [other.region for other in stackset.siblings(stack) if logical_id in other.resources]
    elsewhere = f"It is in {' and '.join(others)}." if others else "It is in no region of the set."
    return f"{said}: its condition {condition} is false here. {elsewhere}"


def refuse_unknown_type(name: str, stack: Stack, stackset: StackSet) -> None:
    """MissingError for a resource type that neither the template nor CloudFormation has: a test would check nothing."""
    __tracebackhide__ = True
    from tapstack.facts.schemas import known_types, resource_schema

    used = stackset.types
    if name in used or resource_schema(name) is not None:
        return
    near = nearest(name, [*used, *_same_service(name, known_types(stack.region) or ())])
    meant = hint(name, [near]) if near else f" The template has {', '.join(used)}."
    raise MissingError(f"CloudFormation has no resource type {name!r}.{meant}")


def _same_service(name: str, types: frozenset[str] | tuple[()]) -> list[str]:
    """Types of the service that ``name`` names: all would be too many to compare."""
    service = name.rpartition("::")[0]
    return sorted(known for known in types if known.startswith(f"{service}::"))
