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


def _nulls(body: dict[str, Any]) -> Iterator[TemplatePath]:
    waiting: list[tuple[TemplatePath, Any]] = [((), body)]
    for path, value in waiting:  # grows on the way: level by level, without recursion
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            if item is None:
                yield (*path, step)
            elif isinstance(item, dict | list):
                waiting.append(((*path, step), item))
