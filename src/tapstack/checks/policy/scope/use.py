"""The ways that a rule takes through the document, and what it does where they end."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tapstack.checks.policy.language.syntax import Literal, Regex

ANY = "*"


@dataclass(frozen=True, slots=True)
class Named:
    """The member of that name."""

    key: str


@dataclass(frozen=True, slots=True)
class Member:
    """Any member of a list or map."""


@dataclass(frozen=True, slots=True)
class Selected:
    """Any resource of these types, or of any type where they are None; ``one`` where a block looks at one at a time.

    A type that ends with ``*`` stands for all that begin so.
    """

    types: frozenset[str] | None
    one: bool = False


def is_of(resource_type: str | None, types: Collection[str] | None) -> bool:
    """Whether a resource of this type is among ``types``, as Selected has them."""
    if types is None or resource_type in types:
        return True
    beginnings = tuple(name[:-1] for name in types if name.endswith(ANY))
    return bool(beginnings) and resource_type is not None and resource_type.startswith(beginnings)


@dataclass(frozen=True, slots=True)
class Perhaps:
    """A filter: what it is applied to, or any member of it."""


Step = Named | Member | Selected | Perhaps
Way = tuple[Step, ...]
Known = Literal | Regex


@dataclass(frozen=True, slots=True)
class Use:
    """One clause, filter or block on the values at the end of ``way``.

    ``operator`` is Guard's, ``block`` for one that only goes further, ``count`` where only their number matters, or
    ``value`` where the value itself goes somewhere: into a function, to the right side of a comparison. ``values``
    are the literals on the right side, None where there are others. A ``guard`` decides whether something else is
    looked at: a filter or a ``when``.
    """

    way: Way
    operator: str
    negated: bool
    values: tuple[Known, ...] | None
    guard: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """All that a rule looks at.

    ``types`` are those of the resources, None for all, as in Selected. ``separate`` if the verdict on each resource
    hangs on it alone. ``sections`` are the other sections of the template that it reads. ``faults`` name what is not
    defined, each with its line in the file.
    """

    uses: tuple[Use, ...]
    types: frozenset[str] | None
    separate: bool
    sections: frozenset[str]
    faults: tuple[tuple[str, int], ...] = ()
