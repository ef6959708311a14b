"""The execution role, and what CloudFormation asks of it."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from tapstack import access
from tapstack.access.documents import Part
from tapstack.access.variables import VERSION
from tests.place import REGIONS
from tests.unit.permissions import made
from tests.unit.permissions.exceptions import NOT_NEEDED
from tests.unit.permissions.handlers import permissions
from tests.unit.permissions.policies import PLATFORM, ROLES, policies, resources, types_in
from tests.unit.permissions.service_authorization import matching
from tests.unit.stack.iam import Context, decides


@cache
def statements(boundary: str = "") -> tuple[dict[str, Any], ...]:
    """All that the execution role may do; with a boundary, where the platform's roles must have one."""
    body = resources(ROLES, REGIONS[0], boundary)
    attached = {name: row for name, row in body.items() if row["Type"] == "AWS::IAM::ManagedPolicy"}
    return tuple(statement for policy in policies(attached, REGIONS[0]) for statement in policy.statements)


@cache
def _read(boundary: str) -> tuple[Part, ...]:
    return tuple(access.policy({"Statement": list(statements(boundary))}, "execution role", VERSION))


def may(action: str, arn: str, request: Context, boundary: str = "") -> bool:
    """Whether the execution role may do that to the resource."""
    return decides(_read(boundary), access.asking(action, arn, request))


@cache
def all_made(region: str) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Type and properties of all resources of the template in a region."""
    return tuple((row["Type"], row.get("Properties", {})) for row in resources(PLATFORM, region).values())


def types() -> list[str]:
    """The resource types of the template, sorted."""
    return sorted(types_in(PLATFORM))


def asked(type_name: str, region: str) -> Iterator[tuple[str, str]]:
    """Each action that the handlers of a type need, with each ARN that they need it on."""
    everything = made.by_kind(all_made(region), region)
    own = made.touched(all_made(region), type_name)
    for name in sorted(permissions(type_name)):
        (action,) = matching(name)
        kinds = everything.keys() & (set(action.required) | (set(action.kinds) & own))
        if not kinds:
            yield name, f"no resource of the template: {action.kinds}" if action.kinds else "*"
        yield from ((name, arn) for kind in sorted(kinds) for arn in sorted(everything[kind]))


def excepted(type_name: str, name: str) -> bool:
    """Whether an exception says that the handlers of the type need not be allowed this."""
    return any(excepts(pattern, type_name, name) for pattern in NOT_NEEDED)


def excepts(pattern: str, type_name: str, name: str) -> bool:
    """Whether one exception, an action or a type and an action, is about this permission of this type."""
    return fnmatchcase(f"{type_name} {name}", pattern if " " in pattern else f"* {pattern}")
