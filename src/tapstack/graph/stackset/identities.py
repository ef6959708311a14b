"""The texts by which others may refer to a resource: its name, its ARN, its URL, its alias."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tapstack.facts.identities import Format, choose, identity
from tapstack.facts.installed import read_json
from tapstack.render.pattern import TOKEN, pattern
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.graph.stackset.item import Item

_PARTS = {"AWS::Partition": r"aws[a-z\-]*", "AWS::Region": "(?P<region>[a-z]{2}(?:-[a-z]+)+-[0-9])"}
_PARTS |= {
    "AWS::AccountId": "(?P<account>[0-9]{12}|" + TOKEN.pattern + ")",
    "AWS::URLSuffix": r"amazonaws\.com(?:\.cn)?",
}
_NAME = r"(?P<name>.+)"


def texts(item: Item) -> Iterator[str]:
    """The patterns that name ``item``: what Ref and the attributes give, by name or by token, and further ARNs."""
    for attribute, form in forms(item.type).items():
        chosen = choose(form, lambda name: _given(item, name))
        if text := _filled(item, chosen):
            yield text
            yield from (_filled(item, chosen, region) or text for region in item.regions[1:])
        elif attribute == "Ref":
            yield pattern(Unresolved("Ref", item.logical_id, "", item.region))
    if "Ref" not in forms(item.type):
        yield pattern(Unresolved("Ref", item.logical_id, "", item.region))


def forms(type_name: str) -> Mapping[str, Format]:
    """The forms of a type by attribute; those that are no attribute have the names of ``arns.json``."""
    return {**identity(type_name), **_further(type_name)}


@cache
def _further(type_name: str) -> dict[str, Format]:
    rows = read_json(Path(__file__).with_name("arns.json"))["types"].get(type_name, {})
    return {f"arn:{number}": Format(row, "") for number, row in enumerate(rows)}


def _given(item: Item, name: str) -> Any:
    value = item.pseudo[name] if name in item.pseudo else item[name].raw
    return value if isinstance(value, str | Unresolved) else None


def _filled(item: Item, form: Format | None, region: str | None = None) -> str | None:
    """The form with the item's properties in it; with ``region``, as its replica there is called."""
    if form is None:
        return None
    pieces: list[str] = []
    for index, part in enumerate(form.parts):
        value = part if index % 2 == 0 else _given(item, part)
        value = region if region and part == "AWS::Region" else value
        value = form.defaults.get(part) if value is None else value
        if value is None:
            return None
        pieces.append(pattern(value))
    return "".join(pieces)


@cache
def expressions(type_name: str) -> tuple[re.Pattern[str], ...]:
    """What ARNs, URLs and other long forms of a type look like, with the groups region, account and name."""
    every = [form for chosen in forms(type_name).values() for form in _alternatives(chosen)]
    return tuple(_expression(form) for form in every if ":" in "".join(form.parts[::2]) or "/" in form.parts[0])


def _alternatives(form: Format) -> Iterator[Format]:
    found: Format | None = form
    while found is not None:
        yield found
        found = found.otherwise


def _expression(form: Format) -> re.Pattern[str]:
    pieces, groups = [], set[str]()
    for index, part in enumerate(form.parts):
        if index % 2 == 0:
            pieces.append(re.escape(part))
            continue
        text = _PARTS.get(part, _NAME if part == form.names[-1] else r".*?")
        group = re.search(r"\?P<(\w+)>", text)
        if group and group[1] in groups:
            text = text.replace(f"?P<{group[1]}>", "?:")
        groups |= {group[1]} if group else set()
        pieces.append(text)
    return re.compile("".join(pieces))
