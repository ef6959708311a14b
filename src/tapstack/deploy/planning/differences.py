"""Where a StackSet is not as it is wanted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tapstack.deploy.planning.wanted import HIDDEN, Wanted


def differences(wanted: Wanted, stack_set: Mapping[str, Any]) -> tuple[str, ...]:
    """What differs, each in a few words. A NoEcho value, which AWS never tells, is taken to be the same."""
    found = list(_differences(wanted, stack_set))
    return tuple(found or (["--update was given"] if wanted.regardless else []))


def _differences(wanted: Wanted, stack_set: Mapping[str, Any]) -> Iterator[str]:
    if not _same_template(wanted.template.text, stack_set.get("TemplateBody", "")):
        yield "the template"
    yield from _parameters(wanted, stack_set)
    if set(stack_set.get("Capabilities", ())) != set(wanted.capabilities):
        yield "the capabilities"
    if {tag["Key"]: tag["Value"] for tag in stack_set.get("Tags", ())} != dict(wanted.tags):
        yield "the tags"
    if stack_set.get("Description", "") != wanted.description:
        yield "the description"
    if not stack_set.get("ManagedExecution", {}).get("Active"):
        yield "managed execution"
    yield from _roles(wanted, stack_set)


def _parameters(wanted: Wanted, stack_set: Mapping[str, Any]) -> Iterator[str]:
    there = {one["ParameterKey"]: one.get("ParameterValue", "") for one in stack_set.get("Parameters", ())}
    for name in dict.fromkeys([*wanted.parameters, *there]):
        if name in wanted.hidden and there.get(name) == HIDDEN:
            continue
        if wanted.parameters.get(name) != there.get(name):
            yield f"parameter {name}"


def _roles(wanted: Wanted, stack_set: Mapping[str, Any]) -> Iterator[str]:
    if not wanted.self_managed:
        return
    if stack_set.get("AdministrationRoleARN", "") != wanted.administration_role_arn:
        yield "the administration role"
    if stack_set.get("ExecutionRoleName", "") != wanted.execution_role:
        yield "the execution role"


def _same_template(wanted: str, there: str) -> bool:
    """The same text, or the same JSON in another layout, order of members apart."""
    if wanted.strip() == there.strip():
        return True
    try:
        return bool(json.loads(wanted) == json.loads(there))
    except ValueError:
        return False
