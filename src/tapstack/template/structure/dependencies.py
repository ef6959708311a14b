"""DependsOn: its form, and that what it names exists."""

from collections.abc import Iterator
from typing import Any

from tapstack.findings import Problem, TemplatePath
from tapstack.findings.similar import nearest
from tapstack.template import checks
from tapstack.template.structure.scope import Entry, Scope, is_pattern, kind


def problems(scope: Scope, entry: Entry) -> Iterator[Problem]:
    """DependsOn that is neither a text nor a list of texts, or that names no resource of the template."""
    value, path = entry.value.get("DependsOn"), (*entry.path, "DependsOn")
    if isinstance(value, list):
        for index, target in enumerate(value):
            yield from _target(scope, entry, (*path, index), target)
    elif value is not None:
        yield from _target(scope, entry, path, value)


def _target(scope: Scope, entry: Entry, path: TemplatePath, target: Any) -> Iterator[Problem]:
    if target is None:
        return
    if not isinstance(target, str):
        message = f"DependsOn names {kind(target)}"
        yield scope.problem(checks.RESOURCE_ATTRIBUTE_TYPE, path, message, "Write a logical id or a list of them.")
        return
    resources = scope.template.section("Resources")
    if target in resources or (entry.expanded and is_pattern(target)) or _is_made_elsewhere(scope, resources, target):
        return
    close = nearest(target, resources)
    fix = f"Write {close}." if close else None
    yield scope.problem(checks.DEPENDS_ON, path, f"no resource {target!r} in this template", fix)


def _is_made_elsewhere(scope: Scope, resources: dict[str, Any], target: str) -> bool:
    """Macros and loops make resources, and so do modules, under names that begin with the module's."""
    return not scope.is_closed("Resources") or any(
        target.startswith(name) for name, resource in resources.items() if _is_module(resource)
    )


def _is_module(resource: Any) -> bool:
    return isinstance(resource, dict) and str(resource.get("Type")).endswith("::MODULE")
