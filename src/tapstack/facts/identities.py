"""What Ref and Fn::GetAtt give where the template, the account and the region determine it.

The table is ``identities.json``. Nothing stands there that contains a part which only AWS can make, or for
which no source was found; what is not there stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tapstack.facts.installed import read_json

_NAME = re.compile(r"\$\{([^}]+)\}")
_NOTHING: Mapping[str, Any] = MappingProxyType({})
ValueOf = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Format:
    """One form that a Ref or an attribute takes.

    ``text`` is in Fn::Sub syntax over pseudo parameters and the resource's own properties; a dotted name is
    the path of a property, ``${Budget.BudgetName}``. ``defaults`` are values of properties left out.
    The form holds only where each name in ``only`` has a text that fully matches its pattern and none in
    ``absent`` is given; else ``otherwise`` may hold. ``source`` says why it is true.
    """

    text: str
    source: str
    defaults: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    otherwise: Format | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """``text`` in pieces: plain text at even places, names at odd ones."""
        return _parts(self.text)

    @property
    def names(self) -> tuple[str, ...]:
        """The properties and pseudo parameters in ``text``, in order."""
        return self.parts[1::2]

    def holds(self, value_of: ValueOf) -> bool:
        """Whether this form, not ``otherwise``, is the one; ``value_of`` gives None for what is not given.

        A value that is not a text, such as an unresolved one, matches no pattern.
        """
        if any(value_of(name) is not None for name in self.absent):
            return False
        values = ((value_of(name), pattern, name) for name, pattern in self.only.items())
        return all(
            _matches(self.defaults.get(name) if value is None else value, pattern) for value, pattern, name in values
        )


def choose(form: Format | None, value_of: ValueOf) -> Format | None:
    """The form that holds for these values, or None: then only AWS can tell."""
    while form is not None and not form.holds(value_of):
        form = form.otherwise
    return form


def fill(form: Format | None, value_of: ValueOf) -> str | None:
    """The text that Ref or the attribute gives; None where a value is missing, no text, or no form holds."""
    found = choose(form, value_of)
    if found is None:
        return None
    filled = [_text(found, name, value_of) if odd else name for odd, name in _numbered(found.parts)]
    return None if None in filled else "".join(text for text in filled if text is not None)


@cache
def _parts(text: str) -> tuple[str, ...]:
    return tuple(_NAME.split(text))


@cache
def identity(type_name: str) -> Mapping[str, Format]:
    """The forms of a resource type, by ``Ref`` or name of an attribute; empty where nothing is determined."""
    rows = _table()["types"].get(type_name, _NOTHING)
    return MappingProxyType({name: _format(row) for name, row in rows.items()})


def types() -> tuple[str, ...]:
    """The resource types of which something is determined, sorted."""
    return tuple(sorted(_table()["types"]))


def _numbered(parts: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    return ((place % 2, part) for place, part in enumerate(parts))


def _text(form: Format, name: str, value_of: ValueOf) -> str | None:
    value = value_of(name)
    value = form.defaults.get(name) if value is None else value
    return value if isinstance(value, str) else None


def _matches(value: Any, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = read_json(Path(__file__).with_name("identities.json"))
    return table


def _format(row: Mapping[str, Any]) -> Format:
    otherwise = row.get("otherwise")
    return Format(
        text=row["text"],
        source=_table()["sources"].get(row["source"], row["source"]),
        defaults=row.get("defaults", {}),
        only={name: re.compile(pattern) for name, pattern in row.get("only", {}).items()},
        absent=frozenset(row.get("absent", ())),
        otherwise=None if otherwise is None else _format(otherwise),
    )
