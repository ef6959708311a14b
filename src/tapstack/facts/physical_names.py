"""What a physical name has to look like, and where it has to be the only one.

The table is ``physical_names.json``; what the resource schemas say of the same property holds besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tapstack.facts.identities import identity
from tapstack.facts.installed import read_json
from tapstack.facts.schemas import resource_schema


@dataclass(frozen=True, slots=True, eq=False)
class NameRule:
    """The rule of one property that names a resource.

    ``least`` and ``most`` bound its characters; ``whole`` are what the whole name must match and ``found`` what must
    be found in it; no character of it may match ``wrong``. ``scope`` is where it must be unique: global (over all
    accounts), account (over all regions), region, or "" for nowhere. Types of one ``kind`` share their names;
    ``within`` are the properties that say which space of names it is in.
    """

    name: str
    kind: str
    least: int = 0
    most: int | None = None
    whole: tuple[re.Pattern[str], ...] = ()
    found: tuple[re.Pattern[str], ...] = ()
    wrong: re.Pattern[str] | None = None
    scope: str = ""
    within: tuple[str, ...] = ()
    ignores_case: bool = False
    source: str = ""

    @property
    def restricts(self) -> bool:
        """Whether there is any name that it refuses."""
        return self.least > 0 or self.most is not None or bool(self.whole or self.found or self.wrong)


@cache
def name_rules(type_name: str) -> tuple[NameRule, ...]:
    """The rules of the properties that name a resource of this type; none where it has no such property."""
    rows: Mapping[str, Mapping[str, Any]] = _table().get(type_name, {})
    names = dict.fromkeys((*rows, *_identifying(type_name)))
    return tuple(_rule(type_name, name, rows.get(name, {})) for name in names)


def named_types() -> tuple[str, ...]:
    """The types whose names must be the only ones somewhere."""
    return tuple(_table())


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = read_json(Path(__file__).with_name("physical_names.json"))["types"]
    return table


def _identifying(type_name: str) -> Iterator[str]:
    """The properties that the template gives and that Ref or the primary identifier is made of."""
    schema = resource_schema(type_name)
    if schema is None:
        return
    pointers = (pointer.removeprefix("/properties/") for pointer in schema.primary_identifier)
    form = identity(type_name).get("Ref")
    for name in (*pointers, *(form.names if form else ())):
        if f"/properties/{name}" not in schema.read_only and schema.properties.get(name, {}).get("type") == "string":
            yield name


def _rule(type_name: str, name: str, row: Mapping[str, Any]) -> NameRule:
    schema = resource_schema(type_name)
    said: Mapping[str, Any] = schema.properties.get(name, {}) if schema else {}
    longest = [most for most in (row.get("most"), said.get("maxLength")) if most is not None]
    expression = _compiled(said.get("pattern"))
    return NameRule(
        name=name,
        kind=row.get("kind", type_name),
        least=max(row.get("least", 0), said.get("minLength", 0)),
        most=min(longest) if longest else None,
        whole=(re.compile(row["pattern"]),) if "pattern" in row else (),
        found=(expression,) if expression else (),
        wrong=re.compile(f"[^{row['characters']}]") if "characters" in row else None,
        scope=row.get("scope", ""),
        within=tuple(row.get("within", ())),
        ignores_case=row.get("ignores_case", False),
        source=row.get("source") or (schema.source if schema else ""),
    )


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    """The schema's expression; None where there is none or Python has no such form."""
    try:
        return re.compile(pattern, re.ASCII) if pattern else None
    except re.error:
        return None
