"""What a property is under other parameter values that the template takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tapstack.findings import Status
from tapstack.graph.stackset.not_known import NotKnown
from tapstack.render.pattern import pattern
from tapstack.template.legal_values import LegalValues
from tapstack.template.rules import RuleSet

if TYPE_CHECKING:
    from tapstack.graph.stackset.item import Item
    from tapstack.render import Stack
    from tapstack.render.variant import Variant

_Given = Mapping[str, str]


class Variation(NamedTuple):
    """The pattern of a property, if ``given`` were given."""

    given: Mapping[str, str]
    pattern: str


class Variations:
    """Of the stacks of one template; every set of parameter values is worked out once for each region."""

    def __init__(self, stacks: Mapping[str, Stack]) -> None:
        self._stacks = stacks
        self._variants: dict[tuple[str, frozenset[tuple[str, str]]], Variant | None] = {}
        self._legal: dict[str, LegalValues | None] = {}

    def of(self, item: Item, name: str) -> Iterator[Variation]:
        """With its parameters at their longest, at their shortest, and each with unusual characters.

        Raises NotKnown at the end where nothing bounds a parameter, or none of its values is known.
        """
        stack, steps = self._stacks[item.region], name.split(".")
        names = stack.parameters_of(item.logical_id, steps)
        legal = {name: found for name in sorted(names) if (found := self._legal_values(stack, name))}
        for given in _givens(legal):
            variant = self._variant(stack, given)
            if variant and variant.made(item.logical_id):
                yield Variation(given, pattern(variant.value(item.logical_id, steps)))
        for parameter, values in legal.items():
            if values.longest is None:
                raise NotKnown(f"{name} is made of {parameter}, and nothing bounds how long {parameter} may be")

    def _legal_values(self, stack: Stack, name: str) -> LegalValues | None:
        """None for what is secret, a list, looked up by AWS, or the id of something that exists."""
        if name not in self._legal:
            declared = stack.parameter_set.declarations[name]
            plain = declared.type.name in {"String", "Number"} and not declared.no_echo
            used = stack.parameters.get(name)
            self._legal[name] = LegalValues(declared, used if isinstance(used, str) else None) if plain else None
        return self._legal[name]

    def _variant(self, stack: Stack, given: _Given) -> Variant | None:
        """None where the template's Rules refuse the values."""
        key = (stack.region, frozenset(given.items()))
        if key not in self._variants:
            variant = stack.under(given)
            problems = self._rules.evaluate(variant.values, stack.place.pseudo)
            refused = any(problem.status is Status.FAIL for problem in problems)
            self._variants[key] = None if refused else variant
        return self._variants[key]

    @cached_property
    def _rules(self) -> RuleSet:
        stack = next(iter(self._stacks.values()))
        return RuleSet(stack.template, stack.parameter_set)


def _givens(legal: Mapping[str, LegalValues]) -> Iterator[_Given]:
    extremes: tuple[Mapping[str, str | None], ...] = (
        {name: values.longest for name, values in legal.items()},
        {name: values.shortest for name, values in legal.items()},
        *({name: text} for name, values in legal.items() for text in values.unusual),
    )
    for given in extremes:
        known = {name: text for name, text in given.items() if text is not None}
        if known:
            yield known
