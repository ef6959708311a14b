"""A policy document, read once: its statements, and what of it is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tapstack.access.conditions import Condition
from tapstack.graph.stackset import NotKnown, Property
from tapstack.template.unresolved import Unresolved


class Unread(NamedTuple):
    """A policy or statement whose content is not known; it may at least allow, and perhaps refuse too."""

    why: str
    may_deny: bool = True


@dataclass(frozen=True, eq=False)
class Statement:
    """``actions``, ``resources`` are None where they are not known; ``other`` ones mean all but the named."""

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


def read(document: Property) -> list[Part]:
    """The statements of a document. What is not known of it is an Unread in their place."""
    try:
        return [_statement(one) for one in document.document["Statement"].items]
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


def _statement(one: Property) -> Part:
    try:
        members = one.members
        effect = one["Effect"].text
    except NotKnown as unknown:
        return Unread(str(unknown))
    principal = one["NotPrincipal"] if "NotPrincipal" in members else one["Principal"]
    return Statement(
        at=one,
        allows=effect == "Allow",
        actions=texts(one["NotAction"] if "NotAction" in members else one["Action"]),
        other_actions="NotAction" in members,
        resources=texts(one["NotResource"] if "NotResource" in members else one["Resource"]),
        other_resources="NotResource" in members,
        principal=principal if principal.raw is not None else None,
        other_principals="NotPrincipal" in members,
        conditions=tuple(_conditions(one["Condition"])),
    )


def _conditions(block: Property) -> Iterator[Condition]:
    """Every operator and key; where the block is not known, one that is not known."""
    try:
        for operator, keys in block.members.items():
            for key, wanted in keys.members.items():
                yield Condition(operator, key.lower(), texts(wanted))
    except NotKnown:
        yield Condition("StringEquals", "", None)
