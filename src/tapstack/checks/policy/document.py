"""A rendered stack as the engine gets it: JSON, with a text in the place of each value that only AWS knows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import orjson

from tapstack.checks.policy.arns import begun
from tapstack.checks.policy.scope.use import is_of
from tapstack.findings import TemplatePath, redact
from tapstack.render.value import describe
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.render import Stack
    from tapstack.template import Position

NOTHING = ("Nothing", '{"Type":"No::Such::Type"}')
"""A resource that no rule means, where a document would have none: the engine takes an empty map for a missing one."""

_KEPT = ("AWSTemplateFormatVersion", "Description", "Metadata", "Mappings", "Parameters", "Transform")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that only AWS knows, and where it stands."""

    path: TemplatePath
    value: Unresolved


class Document:
    """One region's stack. ``types`` is the type of each resource; ``maybe`` has those that may not exist, and why."""

    def __init__(self, subject: Subject, region: str) -> None:
        self._subject = subject
        self.stack: Stack = subject.stacks[region]
        self.types = {name: resource.type for name, resource in self.stack.resources.items()}
        self._secrets = subject.secrets
        self._places: dict[TemplatePath, tuple[TemplatePath, Position]] = {}
        self.maybe = {
            name: Doubt(("Resources", name), resource.condition)
            for name, resource in self.stack.resources.items()
            if isinstance(resource.condition, Unresolved)
        }

    @property
    def root(self) -> dict[str, Any]:
        """What the paths of violations and doubts lead into."""
        return {"Resources": self.stack.bodies, "Outputs": self.stack.outputs}

    @cached_property
    def _bodies(self) -> dict[str, str]:
        return {name: _json(_certain(body), self._stand_in) for name, body in self._all}

    @property
    def _all(self) -> Iterable[tuple[str, dict[str, Any]]]:
        return self.stack.bodies.items()

    @cached_property
    def doubts(self) -> dict[str, tuple[Doubt, ...]]:
        """The doubts of each resource, by its name; those of the outputs under ``""``."""
        found = {name: tuple(self._doubts(body, ("Resources", name))) for name, body in self._all}
        return {**found, "": tuple(self._doubts(self.stack.outputs, ("Outputs",)))}

    def _doubts(self, value: Any, path: TemplatePath) -> Iterator[Doubt]:
        if isinstance(value, Unresolved):
            yield Doubt(path, begun(value, self.types))
        elif isinstance(value, dict):
            for key, member in value.items():
                yield from self._doubts(member, (*path, key))
        elif isinstance(value, list):
            for index, member in enumerate(value):
                yield from self._doubts(member, (*path, index))

    def place(self, path: TemplatePath) -> tuple[TemplatePath, Position]:
        """The path in the template of what stands at ``path`` in the stack, and its line and column."""
        if path not in self._places:
            origin = path if len(path) <= len(("Resources", "name")) else self.stack.origin(path)
            self._places[path] = (origin, self._subject.template.position(origin))
        return self._places[path]

    def discreet(self, text: str) -> str:
        """``text`` without secrets."""
        return redact(text, self._secrets) if self._secrets else text

    def of_types(self, types: Collection[str] | None) -> list[str]:
        """The resources of these types, or all, in the order of the template."""
        return [name for name, kind in self.types.items() if is_of(kind, types)]

    def absent_of(self, types: Collection[str] | None) -> list[str]:
        """The resources of these types whose condition is false here."""
        declared = self._subject.template.section("Resources")
        return sorted(name for name in self.stack.absent if is_of(_type(declared.get(name)), types))

    def text(self, names: Collection[str], sections: Collection[str] = ()) -> str:
        """JSON of these resources alone, and of these other sections; ``*`` means all."""
        bodies = [(name, self._bodies[name]) for name in names] or [NOTHING]
        resources = ",".join(f"{_json(name)}:{body}" for name, body in bodies)
        others = "".join(f",{_json(key)}:{_json(self._section(key), self._stand_in)}" for key in self._wanted(sections))
        return f'{{"Resources":{{{resources}}}{others}}}'

    def _stand_in(self, value: Any) -> str:
        if isinstance(value, Unresolved):
            return describe(begun(value, self.types))
        raise TypeError(f"{type(value).__name__} is no value of a template")

    def _wanted(self, sections: Collection[str]) -> Iterator[str]:
        for key in (*_KEPT, "Outputs"):
            present = key in self._subject.template.body
            if present and (key in sections or "*" in sections):
                yield key

    def _section(self, key: str) -> Any:
        """As CloudFormation gets it; without the defaults of NoEcho parameters."""
        if key == "Outputs":
            return self.stack.outputs
        section = self._subject.template.body[key]
        if key != "Parameters" or not isinstance(section, dict):
            return section
        hidden = self._subject.values.secrets
        return {name: _without_default(body) if name in hidden else body for name, body in section.items()}


def _certain(body: dict[str, Any]) -> dict[str, Any]:
    """A resource without the condition of which it is unknown whether it holds."""
    if isinstance(body.get("Condition"), Unresolved):
        return {key: value for key, value in body.items() if key != "Condition"}
    return body


def _without_default(body: Any) -> Any:
    return {key: value for key, value in body.items() if key != "Default"} if isinstance(body, dict) else body


def _type(body: Any) -> Any:
    return body.get("Type") if isinstance(body, dict) else None


def _json(value: Any, default: Callable[[Any], str] | None = None) -> str:
    return orjson.dumps(value, default=default, option=orjson.OPT_NON_STR_KEYS).decode()
