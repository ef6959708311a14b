"""What CloudFormation demands of an import before it looks at any resource.

Sources of the sentences: amazon-ec2-global-dashboard issue 3 (types), quickstart-awx issue 38 (DeletionPolicy),
guardduty-malware-protection issue 9 (no such resource), cloudformation-coverage-roadmap issue 1607 (in a stack),
aws-security-assessment-solution issue 6 (outputs). The sentences about what is not imported, is changed beside, or has
another identifier are assumed; that these are refused says
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import.html.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tapstack.simulate.engine.definition import Definition
from tapstack.simulate.engine.errors import invalid
from tapstack.simulate.engine.importing.wish import Import, identifier_of, importable
from tapstack.simulate.engine.live import LiveStack

_ABSENT = "The logical resource ids {} provided in ResourceToImport do not exist in the template."
_TAKEN = "Resources {} passed in ResourceToImport are already in a stack and cannot be imported."
_POLICY = "The following resources to import {} must have DeletionPolicy attribute specified in the template."
_MISSING = "Resources {} is missing from ResourceToImport list"
_BESIDE = "Update, create or delete operations cannot be executed during import operations."
_CHANGED = "You have modified resources {} in your template that are not being imported. " + _BESIDE
_OUTPUTS = "As part of the import operation, you cannot modify or add [Outputs]"


def refuse_import(live: LiveStack, wanted: Definition, imports: Sequence[Import]) -> None:
    """Raises StackError for the first thing that an import may not be, or may not change beside."""
    for why in _faults(live, wanted, imports):
        raise invalid(why)


def _faults(live: LiveStack, wanted: Definition, imports: Sequence[Import]) -> Iterator[str]:
    bodies, named = wanted.stack.bodies, {one.logical_id: one for one in imports}
    if not imports:
        yield "At least one resource to import must be specified for change sets of type IMPORT."
    yield from _said(_ABSENT, [name for name in named if name not in bodies])
    yield from _said(_TAKEN, [name for name in named if name in live.resources])
    wrong = [one.type for one in imports if not importable(one.type)]
    if wrong:
        yield f"The following resource types are not supported for resource import: {','.join(wrong)}"
    yield from _of_identifiers(wanted, imports)
    yield from _said(_POLICY, [name for name in named if "DeletionPolicy" not in bodies[name]])
    yield from _said(_MISSING, [name for name in bodies if name not in live.resources and name not in named])
    yield from _said(_CHANGED, list(_changed(live.definition, wanted, named)))
    if live.definition.stack.outputs != wanted.stack.outputs:
        yield _OUTPUTS


def _of_identifiers(wanted: Definition, imports: Sequence[Import]) -> Iterator[str]:
    for one in imports:
        type_name, members = wanted.type_of(one.logical_id), identifier_of(one.type)
        if one.type != type_name:
            yield f"Resource {one.logical_id} is of type {type_name} in the template, not {one.type}."
        if sorted(one.identifier) != sorted(members):
            yield f"Resource {one.logical_id} must be identified by [{', '.join(members)}]."


def _changed(before: Definition, wanted: Definition, named: Iterable[str]) -> Iterator[str]:
    """Resources that the stack has, and that the template changes or has no more."""
    was, will = before.stack.bodies, wanted.stack.bodies
    for name in [name for name in was if name not in named]:
        if name not in will or _without_order(was[name]) != _without_order(will[name]):
            yield name


def _without_order(body: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key != "DependsOn"}


def _said(sentence: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield sentence.format(f"[{', '.join(names)}]")
