"""Null values, anywhere."""

from collections.abc import Iterator
from typing import Any

from tapstack.findings import Problem, TemplatePath
from tapstack.template import checks
from tapstack.template.structure.scope import Scope


def problems(scope: Scope) -> Iterator[Problem]:
    """Each null at its path.

    UNKNOWN under SAM, which writes some into texts, and under the language extensions, which drop the keys of nulls
    (github.com/aws-cloudformation/cfn-language-discussion/issues/100).
    """
    unsure = scope.transforms.serverless or scope.transforms.language_extensions
    for path in _nulls(scope.template.body):
        yield scope.problem(checks.NULL_VALUE, path, "the value is null", unsure=unsure)


def _nulls(body: dict[str, Any]) -> list[TemplatePath]:
    found: list[TemplatePath] = []
    waiting: list[tuple[TemplatePath, Any]] = [((), body)]
    while waiting:
        path, value = waiting.pop()
        for step, item in _items(value):
            if item is None:
                found.append((*path, step))
            elif isinstance(item, dict | list):
                waiting.append(((*path, step), item))
    return sorted(found, key=lambda path: [str(step) for step in path])


def _items(value: Any) -> Iterator[tuple[str | int, Any]]:
    return iter(value.items() if isinstance(value, dict) else enumerate(value))
