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
    found: dict[tuple[bool, Truth], Part] = {}
    for part in parts:
        for allows, answer in _says(part, request, world):
            if answer and not allows:
                return Decision(False, part)
            found.setdefault((allows, answer), part)
    sure, doubtful, denial = (found.get(key) for key in ((True, True), (True, None), (False, None)))
    if sure and not denial:
        return Decision(True, sure)
    return Decision(None, denial if sure else doubtful) if sure or doubtful else Decision(False, None)


def _says(part: Part, request: Request, world: World) -> Iterator[tuple[bool, Truth]]:
    """Whether it allows and whether that is so: True, or None; likewise whether it refuses."""
    if isinstance(part, Unread):
        yield from ((allows, None) for allows in ((True, False) if part.may_deny else (True,)))
    elif (answer := applies(part, request, world)) is not False:
        yield part.allows, answer


def applies(statement: Statement, request: Request, world: World) -> Truth:
    """Whether a statement is about the request; a statement without resources, of a trust policy, is about the role."""
    about: Truth = True
    for _, answer in asked(statement, request, world):
        if answer is False:
            return False
        about = all_of((about, answer))
    return about


def asked(statement: Statement, request: Request, world: World) -> Iterator[tuple[str | Condition, Truth]]:
    """Each thing that a statement asks, and whether the request is so."""
    yield "Action", _action(statement, request)
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
    lower = (action.lower() for action in statement.actions)
    return named(request.action.lower(), lower, like, other=statement.other_actions)


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
