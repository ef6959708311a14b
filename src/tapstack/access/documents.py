"""A policy document, read once: its statements, and what of it is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tapstack.access.conditions import Condition
from tapstack.access.grammar import PAIRS, refused
from tapstack.access.variables import OLDEST, VERSION, literal
from tapstack.graph.stackset import NotKnown, Property
from tapstack.template.unresolved import Unresolved


class Unread(NamedTuple):
    """A policy or statement whose content is not known; it may at least allow, and perhaps refuse too."""

    why: str
    may_deny: bool = True


@dataclass(frozen=True, eq=False)
class Statement:
    """``actions``, ``resources`` are None where they are not known; ``other`` ones mean all but the named.

    Actions are in lower case.
    """

    at: Property
    allows: bool
    actions: tuple[str, ...] | None
    other_actions: bool
    resources: tuple[str, ...] | None
    other_resources: bool
    principal: Property | None
    other_principals: bool
    conditions: tuple[Condition, ...]


Part = Statement | Unread


def read(document: Property, version: str = OLDEST) -> list[Part]:
    """The statements of a document, of a version if it names none. What is not known is an Unread in their place."""
    try:
        said = document.document
        written = said["Version"].raw or version
        variables = written == VERSION or not isinstance(written, str)
        return [_statement(one, variables) for one in said["Statement"].items]
    except NotKnown as unknown:
        return [Unread(str(unknown))]


def ones(name: Property) -> Sequence[Property]:
    """The members of what may be one or several; an attribute of a resource, such as an ARN, is one."""
    attribute = isinstance(name.raw, Unresolved) and name.raw.kind == "GetAtt"
    return [name] if attribute else name.items


def texts(name: Property) -> tuple[str, ...] | None:
    """The texts of a member; None where one is not known."""
    try:
        return tuple(one.pattern for one in ones(name))
    except NotKnown:
        return None


def actions(name: Property) -> tuple[str, ...] | None:
    """The same of actions, in lower case: IAM takes them in any."""
    found = texts(name)
    return found and tuple(action.lower() for action in found)


def _statement(one: Property, variables: bool) -> Part:
    try:
        members = one.members
        effect = one["Effect"].text
    except NotKnown as unknown:
        return Unread(str(unknown))
    if why := "; ".join(refused(members, effect)):
        return Unread(f"{one.label} is no statement of IAM: {why}")
    other = {name for name in PAIRS if f"Not{name}" in members}
    action, resource, principal = (one[f"Not{name}" if name in other else name] for name in PAIRS)
    return Statement(
        at=one,
        allows=effect == "Allow",
        actions=actions(action),
        other_actions="Action" in other,
        resources=_texts(resource, variables),
        other_resources="Resource" in other,
        principal=principal if principal.raw is not None else None,
        other_principals="Principal" in other,
        conditions=tuple(_conditions(one["Condition"], variables)),
    )


def _conditions(block: Property, variables: bool) -> Iterator[Condition]:
    """Every operator and key; where the block is not known, one that is not known."""
    try:
        for operator, keys in block.members.items():
            for key, wanted in keys.members.items():
                yield Condition(operator, key.lower(), _texts(wanted, variables))
    except NotKnown:
        yield Condition("StringEquals", "", None)


def _texts(name: Property, variables: bool) -> tuple[str, ...] | None:
    """The texts of a member; where the language has no variables, ``${`` is a text like any other."""
    found = texts(name)
    return found if variables or found is None else tuple(map(literal, found))
