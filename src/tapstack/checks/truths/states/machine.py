"""A state machine's definition, its scopes and its states, wherever it stands and whatever is put into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tapstack.checks.truths.truth import Fault, Judge
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property
from tapstack.render.pattern import is_whole, pattern
from tapstack.template.unresolved import Unresolved

MACHINE = "AWS::StepFunctions::StateMachine"
_HOLE = re.compile(r"\$\{(\w+)\}")


@dataclass(frozen=True, eq=False)
class Scope:
    """A machine, a branch or an item processor: states that can only go to one another; ``owner`` is None on top."""

    at: Property
    language: str
    owner: State | None = None
    states: dict[str, State] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class State:
    """One state; ``language`` is its query language."""

    name: str
    at: Property
    scope: Scope
    language: str

    @property
    def kind(self) -> str:
        """Its Type. Raises NotKnown."""
        return self.at["Type"].text

    @property
    def targets(self) -> list[Property]:
        """Every property that names the state that follows."""
        found = [self.at["Next"], self.at["Default"], *self.at.each("Choices[].Next"), *self.at.each("Catch[].Next")]
        return [target for target in found if target.given]


@lru_cache(maxsize=64)
def definition(item: Item) -> Property | None:
    """The definition with its substitutions put in; None where the machine has none in the template.

    Raises NotKnown where it lies in S3 or is not known.
    """
    if item["DefinitionS3Location"].given:
        raise NotKnown("the definition lies in S3")
    name = next((name for name in ("Definition", "DefinitionString") if item[name].given), None)
    if name is None:
        return None
    found = item[name]
    values = {key: value.pattern for key, value in item["DefinitionSubstitutions"].members.items()}
    if name == "DefinitionString":
        return Property(item, found.path, fill(found.pattern, values)).document
    return Property(item, found.path, _filled(found.raw, values)) if values else found


def fill(text: str, values: dict[str, str]) -> str:
    """A text with what stands for ``${name}`` put in."""
    return _HOLE.sub(lambda hole: values.get(hole[1], hole[0]), text)


def holes(text: str) -> list[str]:
    """The names in ``${name}``."""
    return _HOLE.findall(text)


def _filled(raw: Any, values: dict[str, str]) -> Any:
    if isinstance(raw, dict):
        return {name: _filled(value, values) for name, value in raw.items()}
    if isinstance(raw, list):
        return [_filled(value, values) for value in raw]
    text = isinstance(raw, str) or (isinstance(raw, Unresolved) and raw.kind == "String")
    return fill(pattern(raw), values) if text else raw


@lru_cache(maxsize=64)
def scopes(item: Item) -> tuple[Scope, ...]:
    """Every scope of a machine, the outermost first. Raises NotKnown."""
    found = definition(item)
    if found is None or not isinstance(found.raw, dict):
        return ()
    language = found["QueryLanguage"].text or "JSONPath"
    return tuple(_below(found, language, None))


def _below(at: Property, language: str, owner: State | None) -> Iterator[Scope]:
    scope = Scope(at, language, owner)
    yield scope
    for name, place in at["States"].members.items():
        spoken = place["QueryLanguage"].text or language
        state = scope.states[name] = State(name, place, scope, spoken)
        for inner in (*place.each("Branches[]"), *place.each("ItemProcessor"), *place.each("Iterator")):
            if isinstance(inner.raw, dict):
                yield from _below(inner, language, state)


def states(item: Item) -> Iterator[State]:
    """Every state of a machine, at whatever depth. Raises NotKnown."""
    return (state for scope in scopes(item) for state in scope.states.values())


def of_scopes(judge: Callable[[Scope, View], Iterator[Fault]]) -> Judge:
    """The judge of a machine that asks ``judge`` of each of its scopes."""
    return _each(judge, lambda item: iter(scopes(item)))


def of_states(judge: Callable[[State, View], Iterator[Fault]], *kinds: str) -> Judge:
    """The judge of a machine that asks ``judge`` of each of its states, or of those of ``kinds``."""
    return _each(judge, lambda item: (one for one in states(item) if not kinds or one.at["Type"].raw in kinds))


def _each(judge: Callable[[Any, View], Iterator[Fault]], of: Callable[[Item], Iterator[Any]]) -> Judge:
    """What is not known of one does not hide what is wrong with another."""

    def whole(site: Property, view: View) -> Iterator[Fault]:
        unknown: NotKnown | None = None
        for one in of(site.item):
            try:
                yield from judge(one, view)
            except NotKnown as why:
                unknown = unknown or why
        if unknown:
            raise unknown

    return whole


def value(place: Property) -> str:
    """A text of a definition; raises NotKnown also where a substitution is still open."""
    if not is_whole(place.pattern) or holes(place.pattern):
        raise place.unknown()
    return place.pattern
