"""Which resources an action can be permitted on: what a statement may name in vain."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tapstack.access.globs import meet
from tapstack.facts.installed import read_json
from tapstack.render.pattern import TOKEN


class Applies(NamedTuple):
    """``only_all``: the action has no resources, so a statement must say ``*``; else ``globs`` are the ARNs it has."""

    only_all: bool
    globs: tuple[str, ...]


def applies_to(action: str) -> Applies | None:
    """What an action is on, ``s3:GetObject``; None for a wildcard, or an action that is not known."""
    return _table().get(action.lower())


def may_be_one(resource: str, glob: str) -> bool:
    """Whether a resource of a statement, with its wildcards, can be an ARN of a kind. A bucket has no slash."""
    mine, kind = TOKEN.sub("*", resource).split(":", 5), glob.split(":", 5)
    if len(mine) < len(kind):
        return meet(resource, glob)
    if glob == "arn:*:s3:::*" and "/" in mine[5]:
        return False
    return all(meet(one, other) for one, other in zip(mine, kind, strict=True))


@cache
def services() -> frozenset[str]:
    """The prefixes of the services whose actions are known."""
    return frozenset(action.partition(":")[0] for action in _table())


def matching(glob: str) -> tuple[str, ...]:
    """The actions, in lower case, that a name with its wildcards means, ``s3:Get*``; none of a service not known."""
    text = glob.lower()
    if not {"*", "?"} & set(text):
        return (text,) if text in _table() else ()
    return tuple(name for name in _table() if fnmatchcase(name, text))


@cache
def _table() -> dict[str, Applies]:
    found: dict[str, Applies] = {}
    for service, row in read_json(Path(__file__).with_name("applies_to.json"))["services"].items():
        for action in row["only_all"]:
            found[f"{service}:{action}".lower()] = Applies(True, ())
        for kinds, actions in row["actions"].items():
            globs = tuple(row["types"][kind] for kind in kinds.split("|"))
            found.update({f"{service}:{action}".lower(): Applies(False, globs) for action in actions})
    return found
