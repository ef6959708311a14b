"""The top level: sections, format version, description."""

from collections.abc import Iterator
from typing import Any

from tapstack.findings import Problem
from tapstack.findings.similar import nearest
from tapstack.template import checks
from tapstack.template.structure.scope import TRANSFORM, Scope, kind
from tapstack.template.transforms import misspelt

_MAPPINGS = (
    "Metadata",
    "Parameters",
    "Rules",
    "Mappings",
    "Conditions",
    "Hooks",
    "Resources",
    "Outputs",
)
# Hooks: "Perform ECS blue/green deployments through CodeDeploy", user guide.
_SECTIONS = ("AWSTemplateFormatVersion", "Description", "Transform", *_MAPPINGS)
_VERSION = "2010-09-09"
_DESCRIPTION_BYTES = 1024


def problems(scope: Scope) -> Iterator[Problem]:
    """Unknown sections, sections of another type, a missing Resources section, version and description."""
    body = scope.template.body
    for name, value in body.items():
        yield from _section(scope, name, value)
    if not body.get("Resources", {}) and body.get("Resources", "") is not None:
        path = ("Resources",) if "Resources" in body else ()
        yield scope.problem(checks.RESOURCES_MISSING, path, "the template has no resources")
    yield from _version(scope, body.get("AWSTemplateFormatVersion", _VERSION))
    yield from _description(scope, body.get("Description", ""))
    yield from _transform(scope, body.get("Transform", ""))


def _section(scope: Scope, name: str, value: Any) -> Iterator[Problem]:
    if name in _MAPPINGS or (name == "Globals" and scope.transforms.serverless):
        if not isinstance(value, dict | None):
            yield scope.problem(checks.SECTION_TYPE, (name,), f"{name} is {kind(value)}")
    elif name not in _SECTIONS and name != TRANSFORM:
        yield scope.problem(checks.SECTION_NAME, (name,), f"unknown section {name!r}", _section_fix(name))


def _section_fix(name: str) -> str | None:
    if name == "Globals":
        return "Add AWS::Serverless-2016-10-31 to Transform, or remove Globals."
    close = nearest(name, _SECTIONS)
    return f"Write {close}." if close else None


def _version(scope: Scope, version: Any) -> Iterator[Problem]:
    if version != _VERSION and version is not None:
        message = f"AWSTemplateFormatVersion is {str(version)[:40]!r}"
        yield scope.problem(checks.FORMAT_VERSION, ("AWSTemplateFormatVersion",), message)


def _description(scope: Scope, description: Any) -> Iterator[Problem]:
    if isinstance(description, dict | list):
        yield scope.problem(checks.DESCRIPTION, ("Description",), f"Description is {kind(description)}")
    elif (size := len(str(description).encode())) > _DESCRIPTION_BYTES:
        yield scope.problem(checks.DESCRIPTION, ("Description",), f"Description has {size:,} bytes")


def _transform(scope: Scope, transform: Any) -> Iterator[Problem]:
    items = transform if isinstance(transform, list) else [transform]
    for index, item in enumerate(items):
        if not isinstance(item, str | None) and not _names_a_macro(item):
            path = ("Transform", index) if isinstance(transform, list) else ("Transform",)
            yield scope.problem(checks.TRANSFORM_FORM, path, f"Transform is {kind(item)} without Name")
        elif isinstance(item, str) and (meant := misspelt(item)):
            path = ("Transform", index) if isinstance(transform, list) else ("Transform",)
            message = f"AWS documents no transform {item!r}"
            yield scope.problem(checks.TRANSFORM_FORM, path, message, f"Write {meant}.", unsure=True)


def _names_a_macro(item: Any) -> bool:
    return isinstance(item, dict) and (isinstance(item.get("Name"), str) or TRANSFORM in item)
