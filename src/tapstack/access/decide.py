"""What statements say to a request: one Deny refuses, else one Allow is needed.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tapstack.access.conditions import Condition, holds, named
from tapstack.access.documents import Part, Statement, Unread
from tapstack.access.globs import like
from tapstack.access.names import World, canonical
from tapstack.access.request import Request
from tapstack.access.variables import filled
from tapstack.graph.stackset import NotKnown
from tapstack.template.logic import Truth, all_of, negate


class Decision(NamedTuple):
    """``part`` is what decides, or leaves it open; None where a request is refused for nothing allows it."""

    allowed: Truth
    part: Part | None


def decide(parts: Iterable[Part], request: Request, world: World) -> Truth:
    """True, False, or None where it is not known."""
    return weigh(parts, request, world).allowed


def weigh(parts: Iterable[Part], request: Request, world: World) -> Decision:
    """The same with the part that decides: the first of those that could."""
    allowing: Part | None = None
    doubts: dict[bool, Part] = {}
    for part in parts:
        if isinstance(part, Unread):
            _doubt(doubts, part, *((True, False) if part.may_deny else (True,)))
        elif (answer := applies(part, request, world)) is None:
            _doubt(doubts, part, part.allows)
        elif answer and not part.allows:
            return Decision(False, part)
        elif answer:
            allowing = allowing or part
    if allowing:
        return Decision(None, doubts[False]) if False in doubts else Decision(True, allowing)
    return Decision(None, doubts[True]) if True in doubts else Decision(False, None)


def _doubt(doubts: dict[bool, Part], part: Part, *allows: bool) -> None:
    """Keeps the first part of which it is not known whether it allows, and the first that may refuse."""
    for one in allows:
        doubts.setdefault(one, part)


def applies(statement: Statement, request: Request, world: World) -> Truth:
    """Whether a statement is about the request; a statement without resources, of a trust policy, is about the role."""
    about = _action(statement, request)
    if about is False:
        return False
    for _, answer in _asked_beside(statement, request, world):
        if answer is False:
            return False
        about = all_of((about, answer))
    return about


def asked(statement: Statement, request: Request, world: World) -> Iterator[tuple[str | Condition, Truth]]:
    """Each thing that a statement asks, and whether the request is so."""
    yield "Action", _action(statement, request)
    yield from _asked_beside(statement, request, world)


def _asked_beside(statement: Statement, request: Request, world: World) -> Iterator[tuple[str | Condition, Truth]]:
    """Most statements are of other actions: then nothing else is asked."""
    yield "Principal", _principal(statement, request, world)
    yield "Resource", _resource(statement, request, world)
    for condition in statement.conditions:
        yield condition, holds(_spelt(condition, world), request)


def _spelt(condition: Condition, world: World) -> Condition:
    """With ARNs for what stands for one."""
    if condition.wanted is None or not any("\ue000" in one for one in condition.wanted):
        return condition
    return condition._replace(wanted=tuple(canonical(one, world) for one in condition.wanted))


def _action(statement: Statement, request: Request) -> Truth:
    if statement.actions is None:
        return None
    return named(request.action.lower(), statement.actions, like, other=statement.other_actions)


def _resource(statement: Statement, request: Request, world: World) -> Truth:
    if statement.resources is None:
        return None
    if not statement.resources:
        return True
    wanted = (filled(one, request) if "${" in one else one for one in statement.resources)
    spelt = (one if one is None else canonical(one, world) for one in wanted)
    return named(canonical(request.resource, world), spelt, like, other=statement.other_resources)


def _principal(statement: Statement, request: Request, world: World) -> Truth:
    if statement.principal is None or request.caller is None:
        return True
    try:
        found = request.caller.is_meant(statement.principal, world)
    except NotKnown:
        return None
    return negate(found) if statement.other_principals else found
