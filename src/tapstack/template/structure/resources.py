"""Resources: type, attributes and their form."""

import re
from collections.abc import Iterator
from typing import Any

from tapstack.findings import Problem
from tapstack.findings.similar import nearest
from tapstack.template import checks
from tapstack.template.structure import dependencies, policies
from tapstack.template.structure.scope import TRANSFORM, Entry, Scope, is_pattern, kind

_ATTRIBUTES = (
    "Type",
    "Properties",
    "DependsOn",
    "Condition",
    "Metadata",
    "DeletionPolicy",
    "UpdateReplacePolicy",
    "UpdatePolicy",
    "CreationPolicy",
    "Version",
)
_SAM_ATTRIBUTES = ("Connectors", "IgnoreGlobals")
_MAPPINGS = ("Properties", "UpdatePolicy", "CreationPolicy", "Metadata")
# Registry types: the pattern of TypeName in botocore's model of CloudFormation; custom resources: user guide.
_TYPE = re.compile(r"Custom::[A-Za-z0-9_@-]{1,60}|[A-Za-z0-9]{2,64}(::[A-Za-z0-9]{2,64}){2}(::MODULE)?")


def problems(scope: Scope) -> Iterator[Problem]:
    """What is wrong with each resource itself; what its type says of its properties is not looked at."""
    for entry in scope.entries("Resources"):
        if isinstance(entry.value, dict):
            yield from _type(scope, entry, entry.value)
            yield from _attributes(scope, entry, entry.value)
            yield from dependencies.problems(scope, entry)
            yield from policies.problems(scope, entry)


def _type(scope: Scope, entry: Entry, body: dict[str, Any]) -> Iterator[Problem]:
    if "Type" not in body:
        unsure = TRANSFORM in body
        yield scope.problem(checks.TYPE_MISSING, entry.path, f"resource {entry.name!r} has no Type", unsure=unsure)
        return
    value, path = body["Type"], (*entry.path, "Type")
    if not isinstance(value, str | None):
        yield scope.problem(checks.TYPE_FORM, path, f"Type is {kind(value)}")
    elif value is not None and not _TYPE.fullmatch(value) and not (entry.expanded and is_pattern(value)):
        yield scope.problem(checks.TYPE_FORM, path, f"{value[:80]!r} is not the form of a resource type")


def _attributes(scope: Scope, entry: Entry, body: dict[str, Any]) -> Iterator[Problem]:
    known = _ATTRIBUTES + (_SAM_ATTRIBUTES if scope.transforms.serverless else ())
    for name, value in body.items():
        path = (*entry.path, name)
        if name not in known and name != TRANSFORM:
            close = nearest(name, known)
            fix = f"Write {close}." if close else None
            yield scope.problem(checks.RESOURCE_ATTRIBUTE, path, f"unknown resource attribute {name!r}", fix)
        elif name in _MAPPINGS and not isinstance(value, dict | None):
            message = f"{name} is {kind(value)}"
            yield scope.problem(checks.RESOURCE_ATTRIBUTE_TYPE, path, message, "Write a mapping.")
