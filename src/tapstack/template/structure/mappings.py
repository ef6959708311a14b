"""The Mappings section: two levels of keys, then scalars or lists."""

import re
from collections.abc import Iterator
from typing import Any

from tapstack.findings import Problem, TemplatePath
from tapstack.template import checks
from tapstack.template.structure.scope import TRANSFORM, Scope, kind

_TOP_KEY = re.compile(r"[A-Za-z0-9.-]+")
_SECOND_KEY = re.compile(r"[A-Za-z0-9]+")
_MOST = 200
_LONGEST = 255


def problems(scope: Scope) -> Iterator[Problem]:
    """Keys, numbers and values of every mapping; characters of keys after cfn-lint's schema of the section."""
    for entry in scope.entries("Mappings"):
        if isinstance(entry.value, dict) and not entry.expanded:
            yield from _level(scope, entry.path, entry.value, _TOP_KEY)
            for key, attributes in entry.value.items():
                yield from _attributes(scope, (*entry.path, key), attributes)


def _attributes(scope: Scope, path: TemplatePath, value: Any) -> Iterator[Problem]:
    if path[-1] == TRANSFORM or value is None:
        return
    if not isinstance(value, dict):
        yield scope.problem(checks.MAPPING_SHAPE, path, f"{path[-1]!r} is {kind(value)}, not a mapping")
        return
    yield from _level(scope, path, value, _SECOND_KEY)
    for name, item in value.items():
        if name != TRANSFORM:
            yield from _value(scope, (*path, name), item)


def _level(scope: Scope, path: TemplatePath, value: dict[str, Any], pattern: re.Pattern[str]) -> Iterator[Problem]:
    if not value:
        yield scope.problem(checks.MAPPING_SHAPE, path, "the mapping is empty", "Add a key, or remove the mapping.")
    if len(value) > _MOST:
        yield scope.problem(checks.SECTION_COUNT, path, f"{len(value)} keys; at most {_MOST} are allowed")
    for key in value:
        if key != TRANSFORM and not pattern.fullmatch(key) and not _is_function(key):
            allowed = "A-Z, a-z, 0-9" + (", - and ." if pattern is _TOP_KEY else "")
            message = f"key {key!r} has other characters than {allowed}"
            # cfn-lint's own good templates have such keys for Fn::ToJsonString, hence unsure.
            unsure = scope.transforms.language_extensions
            yield scope.problem(checks.LOGICAL_ID, (*path, key), message, f"Use only {allowed}.", unsure=unsure)
        if len(key) > _LONGEST:
            yield scope.problem(checks.NAME_LENGTH, (*path, key), f"the key has {len(key)} characters")


def _value(scope: Scope, path: TemplatePath, value: Any) -> Iterator[Problem]:
    if isinstance(value, dict):
        function = next(filter(_is_function, value), None)
        if len(value) == 1 and function:
            yield scope.problem(checks.MAPPING_FUNCTION, path, f"{function} in Mappings")
        else:
            yield scope.problem(checks.MAPPING_SHAPE, path, f"{path[-1]!r} is a mapping, not a scalar or a list")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict) and len(item) == 1 and _is_function(next(iter(item))):
                yield scope.problem(checks.MAPPING_FUNCTION, (*path, index), f"{next(iter(item))} in Mappings")


def _is_function(key: str) -> bool:
    return key == "Ref" or key.startswith("Fn::")
