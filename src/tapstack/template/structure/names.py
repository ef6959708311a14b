"""The names of entries: characters, length, uniqueness, and the loops that make names."""

import re
from collections.abc import Iterator
from typing import Any

from tapstack.findings import Problem, TemplatePath
from tapstack.template import checks
from tapstack.template.structure.scope import FOR_EACH, TRANSFORM, Entry, Scope, is_loop, kind

_ALPHANUMERIC = re.compile(r"[A-Za-z0-9]+")
_CONDITION = re.compile(r"[A-Za-z0-9&_]+")
"""cfn-lint's schema of the Conditions section also allows & and _ in their names."""
_SECTIONS = ("Resources", "Parameters", "Mappings", "Conditions", "Outputs", "Rules")
_LOOP_SECTIONS = ("Resources", "Conditions", "Outputs")
_LONGEST = 255


def problems(scope: Scope) -> Iterator[Problem]:
    """Names with other characters, too long, used twice; loops where none can be; entries that are no mappings."""
    for section in _SECTIONS:
        for entry in scope.entries(section):
            yield from _name(scope, section, entry)
        yield from _loops(scope, section, scope.template.section(section), (section,))
    parameters = scope.template.section("Parameters")
    for name in scope.template.section("Resources"):
        if name in parameters and name != TRANSFORM:
            message = f"{name!r} is the name of a resource and of a parameter"
            yield scope.problem(checks.LOGICAL_ID_TWICE, ("Resources", name), message)


def _name(scope: Scope, section: str, entry: Entry) -> Iterator[Problem]:
    pattern = _CONDITION if section == "Conditions" else _ALPHANUMERIC
    if not entry.expanded and not pattern.fullmatch(entry.name):
        yield scope.problem(checks.LOGICAL_ID, entry.path, f"{entry.name!r} in {section} is not alphanumeric")
    if len(entry.name) > _LONGEST:
        yield scope.problem(checks.NAME_LENGTH, entry.path, f"the name has {len(entry.name)} characters")
    if not isinstance(entry.value, dict | None) and not (section == "Conditions" and _is_truth(entry.value)):
        yield scope.problem(checks.ENTRY_TYPE, entry.path, f"{entry.name!r} in {section} is {kind(entry.value)}")


def _is_truth(value: Any) -> bool:
    """A literal condition is judged where conditions are evaluated."""
    return not isinstance(value, list)


def _loops(scope: Scope, section: str, value: dict[str, Any], path: TemplatePath) -> Iterator[Problem]:
    for name, entry in value.items():
        if not name.startswith(FOR_EACH):
            continue
        here = (*path, name)
        if not scope.transforms.language_extensions:
            yield scope.problem(checks.FOR_EACH, here, "Fn::ForEach without AWS::LanguageExtensions in Transform")
        elif section not in _LOOP_SECTIONS:
            yield scope.problem(checks.FOR_EACH, here, f"Fn::ForEach in {section}", "Write the entries out.")
        elif not is_loop(entry):
            message = "Fn::ForEach is not a list of identifier, collection and mapping"
            yield scope.problem(checks.FOR_EACH, here, message)
        else:
            yield from _loops(scope, section, entry[2], (*here, 2))
