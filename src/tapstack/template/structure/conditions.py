"""The names of conditions that resources and outputs carry."""

from collections.abc import Iterator
from typing import Any

from tapstack.findings import Problem
from tapstack.findings.similar import nearest
from tapstack.template import checks
from tapstack.template.structure.scope import Entry, Scope, is_pattern, kind


def problems(scope: Scope) -> Iterator[Problem]:
    """A Condition that is no text, or that names no condition of the template."""
    for section, check in (("Resources", checks.RESOURCE_ATTRIBUTE_TYPE), ("Outputs", checks.OUTPUT_FIELD)):
        for entry in scope.entries(section):
            condition = entry.value.get("Condition") if isinstance(entry.value, dict) else None
            if isinstance(condition, str):
                yield from _declared(scope, entry, condition)
            elif condition is not None and not (isinstance(condition, dict) and scope.transforms.language_extensions):
                yield scope.problem(check, (*entry.path, "Condition"), f"Condition is {kind(condition)}", "Name one.")


def _declared(scope: Scope, entry: Entry, condition: str) -> Iterator[Problem]:
    declared: dict[str, Any] = scope.template.section("Conditions")
    if condition in declared or not scope.is_closed("Conditions") or (entry.expanded and is_pattern(condition)):
        return
    close = nearest(condition, declared)
    fix = f"Write {close}, or declare the condition." if close else None
    message = f"condition {condition!r} is not declared"
    yield scope.problem(checks.CONDITION_NAME, (*entry.path, "Condition"), message, fix)
