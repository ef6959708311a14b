"""In which space of names a resource has its name, and whether another has it too."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.view import View
from tapstack.facts.physical_names import NameRule, name_rules, named_types
from tapstack.graph.stackset import Item, NotKnown
from tapstack.render.pattern import TOKEN

_Key = tuple[str, ...]


def unique(type_name: str) -> Iterator[NameRule]:
    """The rules of the names of this type that must be the only ones somewhere."""
    return (rule for rule in name_rules(type_name) if rule.scope)


def namesakes(rule: NameRule, item: Item, view: View) -> list[Item]:
    """All that have the name of ``item`` in its space of names, by region and logical id; itself included."""
    key = _key(rule, item)
    return view.kept(_index).get(key, []) if key else []


def _index(view: View) -> dict[_Key, list[Item]]:
    index: dict[_Key, list[Item]] = {}
    for region in view.regions:
        for item in sorted(view.all(*named_types(), region=region), key=lambda item: item.logical_id):
            for rule in unique(item.type):
                if key := _key(rule, item):
                    index.setdefault(key, []).append(item)
    return index


def _key(rule: NameRule, item: Item) -> _Key | None:
    """Kind and name, and what else tells the space of names; None where the template does not give the name."""
    try:
        parts = [item[name].pattern for name in (rule.name, *rule.within)]
    except NotKnown:
        return None
    if not parts[0]:
        return None
    name = _lower(parts[0]) if rule.ignores_case else parts[0]
    return (rule.kind, rule.name, name, *parts[1:])


def _lower(pattern: str) -> str:
    """In lower case but for tokens."""
    pieces, tokens = TOKEN.split(pattern), [*TOKEN.findall(pattern), ""]
    return "".join(piece.lower() + token for piece, token in zip(pieces, tokens, strict=True))
