"""Outputs: their fields and the form of these."""

from collections.abc import Iterator
from typing import Any

from tapstack.findings import Problem
from tapstack.findings.similar import nearest
from tapstack.template import checks
from tapstack.template.structure.scope import TRANSFORM, Entry, Scope, is_function, kind

_FIELDS = ("Description", "Value", "Export", "Condition")
_DESCRIPTION_BYTES = 1024


def problems(scope: Scope) -> Iterator[Problem]:
    """What is wrong with each output."""
    for entry in scope.entries("Outputs"):
        if isinstance(entry.value, dict):
            yield from _fields(scope, entry, entry.value)
            yield from _value(scope, entry, entry.value)
            yield from _description(scope, entry, entry.value.get("Description", ""))
            yield from _export(scope, entry, entry.value.get("Export"))


def _fields(scope: Scope, entry: Entry, body: dict[str, Any]) -> Iterator[Problem]:
    for name in body:
        if name not in _FIELDS and name != TRANSFORM:
            close = nearest(name, _FIELDS)
            fix = f"Write {close}." if close else None
            yield scope.problem(checks.OUTPUT_FIELD, (*entry.path, name), f"unknown output field {name!r}", fix)


def _value(scope: Scope, entry: Entry, body: dict[str, Any]) -> Iterator[Problem]:
    if "Value" not in body:
        unsure = TRANSFORM in body
        yield scope.problem(checks.OUTPUT_VALUE, entry.path, f"output {entry.name!r} has no Value", unsure=unsure)
    elif isinstance(body["Value"], list) or (isinstance(body["Value"], dict) and not is_function(body["Value"])):
        message = f"Value is {kind(body['Value'])}"
        yield scope.problem(checks.OUTPUT_VALUE, (*entry.path, "Value"), message)


def _description(scope: Scope, entry: Entry, description: Any) -> Iterator[Problem]:
    path = (*entry.path, "Description")
    if isinstance(description, dict | list):
        fix = "Write a literal text; functions are not allowed here."
        yield scope.problem(checks.OUTPUT_FIELD, path, f"Description is {kind(description)}", fix)
    elif (size := len(str(description).encode())) > _DESCRIPTION_BYTES:
        fix = f"Shorten it to {_DESCRIPTION_BYTES:,} bytes."
        yield scope.problem(checks.OUTPUT_FIELD, path, f"Description has {size:,} bytes", fix)


def _export(scope: Scope, entry: Entry, export: Any) -> Iterator[Problem]:
    if export is not None and not (isinstance(export, dict) and set(export) == {"Name"}):
        shown = (
            f"a mapping of {', '.join(map(repr, export)) or 'nothing'}" if isinstance(export, dict) else kind(export)
        )
        message = f"Export is {shown}, not a mapping with Name alone"
        yield scope.problem(checks.OUTPUT_FIELD, (*entry.path, "Export"), message, "Write Export: {Name: ...}.")
