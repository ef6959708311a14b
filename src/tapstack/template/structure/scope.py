"""What the structural checks share: the template, its macros, and the verdict they leave."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tapstack.findings import Check, Problem, Status, TemplatePath
from tapstack.template.model import Template
from tapstack.template.transforms import read_transforms

FOR_EACH = "Fn::ForEach::"
TRANSFORM = "Fn::Transform"
_FRAGMENT = 2


class Entry(NamedTuple):
    """One entry of a section; ``expanded`` if it stands in a Fn::ForEach, so that its texts are patterns."""

    path: TemplatePath
    name: str
    value: Any
    expanded: bool


class Scope:
    """The template under judgement."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.transforms = read_transforms(template.body)
        self.status = Status.UNKNOWN if self.transforms.foreign else Status.FAIL

    def problem(
        self, check: Check, path: TemplatePath, message: str, fix: str | None = None, *, unsure: bool = False
    ) -> Problem:
        """A problem with this template's verdict; ``unsure`` makes it UNKNOWN."""
        return Problem(check, path, message, fix, Status.UNKNOWN if unsure else self.status)

    def entries(self, section: str) -> Iterator[Entry]:
        """The entries of a section, those inside Fn::ForEach as they stand; Fn::Transform is none."""
        yield from _entries(self.template.section(section), (section,), expanded=False)

    def is_closed(self, section: str) -> bool:
        """Whether all names of a section stand in the text: no macro and no loop adds others."""
        keys = self.template.section(section)
        added = any(key == TRANSFORM or key.startswith(FOR_EACH) for key in keys)
        return not (added or self.transforms.foreign or (self.transforms.serverless and section == "Resources"))


def _entries(value: dict[str, Any], path: TemplatePath, *, expanded: bool) -> Iterator[Entry]:
    for name, entry in value.items():
        if name.startswith(FOR_EACH):
            fragment = entry[_FRAGMENT] if is_loop(entry) else {}
            yield from _entries(fragment, (*path, name, _FRAGMENT), expanded=True)
        elif name != TRANSFORM:
            yield Entry((*path, name), name, entry, expanded)


def is_loop(value: Any) -> bool:
    """Whether a value has the form ``[identifier, collection, {key: fragment}]``."""
    return isinstance(value, list) and len(value) == _FRAGMENT + 1 and isinstance(value[_FRAGMENT], dict)


def is_pattern(text: str) -> bool:
    """Whether Fn::ForEach replaces a part of the text."""
    return "${" in text or "&{" in text


def is_function(value: dict[str, Any]) -> bool:
    """Whether a mapping is the call of an intrinsic function."""
    return len(value) == 1 and next(iter(value)).startswith(("Ref", "Fn::"))


def kind(value: Any) -> str:
    """The type of a value in words."""
    if isinstance(value, bool):
        return "a boolean"
    names = {dict: "a mapping", list: "a list", str: "a text", int: "a number", float: "a number"}
    return names.get(type(value), "null")
