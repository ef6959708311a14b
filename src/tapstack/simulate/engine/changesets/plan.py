"""What the operation of a change set would do, resource by resource.

A resource that is replaced has another name afterwards, and one that is changed may have other attributes: what refers
to them is told as Dynamic, and its replacement as Conditional. Attributes that the template determines are known, and
are not told where they stay; CloudFormation, which does not look, tells them.
Source: botocore cloudformation, ResourceChange (Replacement, PolicyAction).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tapstack.simulate.engine.changesets.detail import (
    ALWAYS,
    NEVER,
    STATIC,
    TAGS,
    Compared,
    Detail,
    of_attributes,
    of_properties,
)
from tapstack.simulate.engine.changesets.values import as_told, known
from tapstack.simulate.engine.job import begin
from tapstack.simulate.engine.remove import retains
from tapstack.simulate.engine.taggable import taggable

if TYPE_CHECKING:
    from tapstack.simulate.engine.definition import Definition
    from tapstack.simulate.engine.hands import Hands
    from tapstack.simulate.engine.importing import Import
    from tapstack.simulate.engine.live import LiveResource, LiveStack

ADD, MODIFY, REMOVE, IMPORT = "Add", "Modify", "Remove", "Import"
TRUE, FALSE, MAYBE = "True", "False", "Conditional"


@dataclass(frozen=True)
class ResourceChange:
    """``before`` and ``after`` are the body as it can be shown; None where there is none."""

    action: str
    logical_id: str
    type: str
    physical_id: str = ""
    policy: str = ""
    replacement: str = ""
    details: tuple[Detail, ...] = ()
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None

    @property
    def scope(self) -> tuple[str, ...]:
        """The attributes that differ."""
        return tuple(dict.fromkeys(one.attribute for one in self.details))


class Plan:
    """What becomes of a stack that is brought to ``wanted``, with these imports."""

    def __init__(self, hands: Hands, live: LiveStack, wanted: Definition, imports: Sequence[Import] = ()) -> None:
        self._hands, self._live, self._wanted = hands, live, wanted
        self._imports = {one.logical_id: one for one in imports}
        self._filling = begin(hands, live, wanted).filling
        self._before = begin(hands, live, live.definition).filling
        old, new = live.definition.values.values, wanted.values.values
        self._parameters = frozenset(name for name in new if name not in old or old[name] != new[name])

    def changes(self) -> tuple[ResourceChange, ...]:
        """In the order of the template; what it has no more comes last."""
        bodies = self._wanted.stack.bodies
        found = {name: self._change(name) for name in self._wanted.order}
        kept = [one for one in (found[name] for name in bodies) if one is not None]
        return (*kept, *self._removed())

    def _change(self, name: str) -> ResourceChange | None:
        resource = self._live.resources.get(name)
        if resource is None or resource.made is None or resource.wanted is None:
            return self._new(name)
        details = tuple(self._details(resource))
        if not details:
            return None
        replacement = _replacement(details)
        self._filling.forget(name)
        if replacement == FALSE:
            self._filling.know(name, resource.physical_id, {})
        return ResourceChange(
            *(MODIFY, name, resource.type, resource.physical_id),
            policy=self._policy(name) if replacement != FALSE else "",
            replacement=replacement,
            details=details,
            before=self._shown_before(name),
            after=as_told(self._filling.resource(name)),
        )

    def _details(self, resource: LiveResource) -> Iterator[Detail]:
        name, (_, was) = resource.logical_id, resource.there
        body = self._filling.resource(name)
        after = known(body.get("Properties", {}), lambda value: self._hands.look_up(self._wanted, value))
        yield from of_properties(Compared(name, resource.type, was.properties, after, self._wanted, self._parameters))
        if was.tags is not None and taggable(resource.type) and dict(was.tags) != dict(self._wanted.tags):
            yield Detail(TAGS)
        yield from of_attributes(self._live.definition_of(name).stack.bodies.get(name, {}), body)

    def _new(self, name: str) -> ResourceChange:
        self._filling.forget(name)
        kind, after = self._wanted.type_of(name), as_told(self._filling.resource(name))
        one = self._imports.get(name)
        if one is not None:
            return ResourceChange(IMPORT, name, kind, one.physical_id, after=after)
        return ResourceChange(ADD, name, kind, after=after)

    def _removed(self) -> Iterator[ResourceChange]:
        for name, resource in self._live.resources.items():
            if name not in self._wanted.stack.bodies and resource.made is not None:
                policy = "Retain" if retains(self._live.policy(name), creating=False) else "Delete"
                before = self._shown_before(name)
                yield ResourceChange(REMOVE, name, resource.type, resource.physical_id, policy, before=before)

    def _policy(self, name: str) -> str:
        kept = retains(self._wanted.attribute(name, "UpdateReplacePolicy"), creating=False)
        return "ReplaceAndRetain" if kept else "ReplaceAndDelete"

    def _shown_before(self, name: str) -> Mapping[str, Any] | None:
        there = name in self._live.definition.stack.bodies
        return as_told(self._before.resource(name)) if there else None


def _replacement(details: Sequence[Detail]) -> str:
    """The change with the most impact decides."""
    replacing = [one for one in details if one.recreation != NEVER]
    if any(one.recreation == ALWAYS and one.evaluation == STATIC for one in replacing):
        return TRUE
    return MAYBE if replacing else FALSE
