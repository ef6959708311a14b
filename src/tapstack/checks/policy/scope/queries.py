"""Follows queries to where they lead, through the variables that they begin with."""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Iterator

from tapstack.checks.policy.language.syntax import (
    Body,
    Call,
    Filter,
    Key,
    KeyFilter,
    Listed,
    Literal,
    Other,
    Part,
    Query,
    Regex,
    Value,
    Variable,
)
from tapstack.checks.policy.scope import use as ways
from tapstack.checks.policy.scope.bindings import Place
from tapstack.checks.policy.scope.selection import RESOURCES, bound, filtered, is_selection, is_unbound, member
from tapstack.checks.policy.scope.use import Known, Use, Way

MOST = 10_000
"""Rules and variables are followed so many times; what needs more is not understood."""
FUNCTIONS = frozenset(
    {
        "count", "join", "json_parse", "now", "parse_boolean", "parse_char", "parse_epoch", "parse_float", "parse_int",
        "parse_string", "regex_replace", "substring", "to_lower", "to_upper", "url_decode",
    }
)  # fmt: skip
"""Source: https://docs.aws.amazon.com/cfn-guard/latest/ug/functions.html"""


class Queries(ABC):
    """Collects ``uses`` and ``faults``; ``together`` if the resources cannot be judged one by one."""

    def __init__(self) -> None:
        self.uses: dict[Use, None] = {}
        self.faults: dict[tuple[str, int], None] = {}
        self.together = False
        self._entered: list[object] = []
        self._budget = MOST

    @abstractmethod
    def body(self, body: Body, place: Place) -> None:
        """Each clause of a body, as the conditions of a filter are one."""

    @contextlib.contextmanager
    def within(self, circle: str, what: object, line: int) -> Iterator[bool]:
        """True while a rule or variable is followed; False, with a fault, where that would lead in a circle."""
        self._budget -= 1
        if what in self._entered or self._budget < 0:
            self.fault(circle if what in self._entered else "The rule calls too many others.", line)
            yield False
            return
        self._entered.append(what)
        yield True
        self._entered.pop()

    def meet(self, way: Way, place: Place, *, apart: bool) -> None:
        """Whether the resources can still be judged one by one."""
        if is_unbound(way) and (not apart or is_selection(place.way)):
            self.together = True

    def way(self, query: Query, place: Place) -> Way | None:
        """The way of a query; None where it leads to no value of the document."""
        before, rest = (query.parts[0], query.parts[1:]) if query.parts else (None, ())
        if isinstance(before, Variable):
            way = self._variable(before.name, query.line, place)
        else:
            way, before, rest = place.way, None, query.parts
        for part in rest:
            way = None if way is None else self._further(way, before, part, query.line, place)
            before = part
        return way

    def _variable(self, name: str, line: int, place: Place) -> Way | None:
        binding = place.variables.get(name)
        if binding is None:
            self.fault(f"The variable %{name} is not defined.", line)
            return None
        with self.within(f"The variable %{name} is defined by itself.", id(binding.value), line) as entered:
            if entered and isinstance(binding.value, Query):
                way = self.way(binding.value, binding.place)
                self.together = self.together or (binding.value.some and is_unbound(way))
                return way
            if entered:
                self.handed_on(binding.value, binding.place)
        return None

    def _further(self, way: Way, before: Part | None, part: Part, line: int, place: Place) -> Way:
        match part:
            case Key():
                return (*way, ways.Named(part.name))
            case Variable():
                return self._keyed(way, part, line, place)
            case Filter():
                left = filtered(way, before, part.conditions, lambda value: self.constants(value, place))
                self.body(part.conditions, place.inside(bound(left), {}).guarding())
                return left
            case KeyFilter():
                self.together = self.together or way == (RESOURCES,)
                self.handed_on(part.value, place.guarding())
                self.add(Use(way, "keys", False, (), guard=True))
                return member(way)
        return member(way)

    def _keyed(self, way: Way, part: Variable, line: int, place: Place) -> Way:
        """A member whose name is the value of a variable."""
        values = self.constants(Query((part,), line), place)
        names = [value.value for value in values or () if isinstance(value, Literal)]
        if len(names) == 1 and isinstance(names[0], str):
            return (*way, ways.Named(names[0]))
        self.way(Query((part,), line), place)
        self.together = self.together or way == (RESOURCES,)
        return member(way)

    def constants(self, value: Value, place: Place) -> tuple[Known, ...] | None:
        """The literals that a value consists of, those of a variable, too; None where there is anything else."""
        if isinstance(value, Literal | Regex):
            return (value,)
        if isinstance(value, Listed):
            found = [self.constants(item, place) for item in value.items]
            return None if None in found else tuple(known for part in found for known in part or ())
        if isinstance(value, Query) and len(value.parts) == 1 and isinstance(value.parts[0], Variable):
            binding = place.variables.get(value.parts[0].name)
            if binding is not None and not isinstance(binding.value, Query):
                return self.constants(binding.value, binding.place)
        return None

    def handed_on(self, value: Value, place: Place, operator: str = "value") -> None:
        """Values of the document that go into a function or are compared with: any of them may matter."""
        if isinstance(value, Query):
            way = self.way(value, place)
            if way is not None:
                self.meet(way, place, apart=False)
                self.add(Use(way, operator, False, None, place.guard))
        elif isinstance(value, Call):
            if value.name not in FUNCTIONS:
                self.fault(f"There is no function {value.name!r}.", value.line)
            for argument in value.arguments:
                self.handed_on(argument, place, "count" if value.name == "count" else "value")
        elif isinstance(value, Listed | Other):
            for item in value.items if isinstance(value, Listed) else value.parts:
                self.handed_on(item, place)

    def add(self, found: Use) -> None:
        """One more use."""
        self.uses[found] = None

    def fault(self, message: str, line: int) -> None:
        """One more thing that is not defined."""
        self.faults[message, line] = None
