"""Recognising queries that choose resources by their type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tapstack.checks.policy.language.syntax import (
    Body,
    Check,
    Clause,
    Every,
    Key,
    Part,
    Regex,
    Value,
    Variable,
)
from tapstack.checks.policy.scope.use import ANY, Known, Member, Named, Perhaps, Selected, Way

RESOURCES = Named("Resources")
Types = frozenset[str] | None
Constants = Callable[[Value], tuple[Known, ...] | None]
_BEGINNING = re.compile(r"\^([\w:]+)")


def member(way: Way) -> Way:
    """Any member of what is at the end of ``way``: of Resources, any resource."""
    return (RESOURCES, Selected(None)) if way == (RESOURCES,) else (*way, Member())


def filtered(way: Way, before: Part | None, conditions: Body, constants: Constants) -> Way:
    """What a filter leaves; of resources, those of the types that it names.

    Guard filters the members of what a name stands for, but behind a variable or a wildcard the value itself.
    """
    if isinstance(before, Key):
        way = member(way)
    elif not isinstance(before, Every | Variable):
        way = (*way, Perhaps())
    if len(way) == 2 and isinstance(way[1], Selected) and way[0] == RESOURCES:
        types = _types(conditions, constants)
        return way if types is None else (RESOURCES, Selected(types, way[1].one))
    return way


def is_selection(way: Way | None) -> bool:
    """Whether the way begins with a choice of resources."""
    return way is not None and len(way) > 1 and way[0] == RESOURCES and isinstance(way[1], Selected)


def is_choice(way: Way | None) -> bool:
    """Whether the way is a choice of resources and nothing further, all of them together."""
    return way is not None and len(way) == 2 and is_unbound(way)


def chosen_types(way: Way | None) -> Types:
    """The types of a choice of resources."""
    return way[1].types if way and isinstance(way[1], Selected) else None


def is_unbound(way: Way | None) -> bool:
    """Whether it is about all chosen resources together, not about one at a time."""
    return way is not None and is_selection(way) and not way[1].one  # type: ignore[union-attr]  # it is Selected


def bound(way: Way) -> Way:
    """The same about one resource at a time, as a block looks at it."""
    if not is_selection(way):
        return way
    return (way[0], Selected(way[1].types, one=True), *way[2:])  # type: ignore[union-attr]  # it is Selected


def _types(conditions: Body, constants: Constants) -> frozenset[str] | None:
    found = [_named_types(clauses, constants) for clauses in conditions.clauses]
    known = [types for types in found if types is not None]
    named = [types for types in known if not any(name.endswith(ANY) for name in types)]
    return frozenset.intersection(*named) if named else next(iter(known), None)


def _named_types(clauses: Iterable[Clause], constants: Constants) -> frozenset[str] | None:
    """The types that one condition allows: alternatives together; None where it is about something else."""
    allowed: set[str] = set()
    for clause in clauses:
        types = _compared(clause, constants)
        if types is None:
            return None
        allowed |= types
    return frozenset(allowed)


def _compared(clause: Clause, constants: Constants) -> set[str] | None:
    if not isinstance(clause, Check) or clause.query.parts != (Key("Type"),) or clause.query.some or clause.negated:
        return None
    if clause.operator not in ("==", "in") or clause.value is None:
        return None
    values = constants(clause.value)
    texts = [text for value in values or () if (text := _named(value)) is not None]
    return set(texts) if values and len(texts) == len(values) else None


def _named(value: Known) -> str | None:
    """The type that a text is, or the types that a pattern for their beginning means."""
    if isinstance(value, Regex):
        beginning = _BEGINNING.fullmatch(value.pattern)
        return None if beginning is None else beginning[1] + ANY
    return value.value if isinstance(value.value, str) else None
