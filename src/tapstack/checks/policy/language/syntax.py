"""A rule file as a tree of plain records."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, number, boolean or null."""

    value: Any


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression, without its slashes."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Other:
    """A value of which only the parts are known: a range, a map, a list within a list."""

    parts: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of values."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function, such as ``count`` or ``json_parse``, or a rule with parameters."""

    name: str
    arguments: tuple[Value, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Key:
    """``.Name``."""

    name: str


@dataclass(frozen=True, slots=True)
class Every:
    """``.*``, ``[*]`` or an index: any member."""


@dataclass(frozen=True, slots=True)
class Variable:
    """``%name``, at the beginning of a query or as the key that its value names."""

    name: str


@dataclass(frozen=True, slots=True)
class Filter:
    """``[ conditions ]``: the members for which they hold."""

    conditions: Body


@dataclass(frozen=True, slots=True)
class KeyFilter:
    """``[ keys == ... ]``: the members whose keys compare well with ``value``."""

    value: Value


Part = Key | Every | Variable | Filter | KeyFilter


@dataclass(frozen=True, slots=True)
class Query:
    """A way through the document, from where the surrounding block stands, from a variable, or from ``this``."""

    parts: tuple[Part, ...]
    line: int
    some: bool = False


Value = Literal | Regex | Listed | Other | Call | Query


@dataclass(frozen=True, slots=True)
class Check:
    """``query operator value``; ``operator`` in lower case (``==``, ``in``, ``exists``), ``negated`` for !=, not, !."""

    query: Query
    operator: str
    negated: bool
    value: Value | None
    line: int

    @property
    def asks_for_some(self) -> bool:
        """Whether it holds where there are values at all."""
        return (self.operator, self.negated) in (("empty", True), ("exists", False))


@dataclass(frozen=True, slots=True)
class Block:
    """``query { body }``: the body for each value."""

    query: Query
    body: Body
    line: int


@dataclass(frozen=True, slots=True)
class When:
    """``when conditions { body }``."""

    conditions: Body
    body: Body


@dataclass(frozen=True, slots=True)
class TypeBlock:
    """``AWS::S3::Bucket { body }``."""

    type_name: str
    conditions: Body | None
    body: Body


@dataclass(frozen=True, slots=True)
class Named:
    """The name of another rule."""

    name: str
    line: int


Clause = Check | Block | When | TypeBlock | Named | Call


@dataclass(frozen=True, slots=True)
class Body:
    """``clauses`` are to hold together, of each tuple among them one; ``variables`` are those of ``let``."""

    clauses: tuple[tuple[Clause, ...], ...] = ()
    variables: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, at ``text[start:end]`` of its file; ``comment`` is the block of comment lines directly above it."""

    name: str
    parameters: tuple[str, ...]
    conditions: Body | None
    body: Body
    line: int
    start: int
    end: int
    comment: tuple[str, ...] = ()


@dataclass(frozen=True)
class RuleText:
    """A whole file: its rules, and what stands outside of any (the rule ``default``)."""

    text: str
    rules: tuple[Rule, ...]
    loose: Body
    loose_spans: tuple[tuple[int, int], ...]
    variable_spans: dict[str, tuple[int, int]]
    loose_line: int = 1

    @cached_property
    def named(self) -> dict[str, list[Rule]]:
        """The rules by name, in the order of the file."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.name, []).append(rule)
        return found
