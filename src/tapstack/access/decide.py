"""What statements say to a request: one Deny refuses, else one Allow is needed.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

from collections.abc import Iterable

from tapstack.access.conditions import Condition, holds
from tapstack.access.documents import Part, Statement, Unread
from tapstack.access.globs import like
from tapstack.access.names import World, canonical
from tapstack.access.request import Request
from tapstack.graph.stackset import NotKnown
from tapstack.template.logic import Truth, all_of, any_of, negate


def decide(parts: Iterable[Part], request: Request, world: World) -> Truth:
    """True, False, or None where it is not known."""
    allowed: Truth = False
    denied: Truth = False
    for part in parts:
        if isinstance(part, Unread):
            allowed, denied = any_of((allowed, None)), any_of((denied, None if part.may_deny else False))
        elif part.allows:
            allowed = any_of((allowed, applies(part, request, world)))
        else:
            denied = any_of((denied, applies(part, request, world)))
    return all_of((allowed, negate(denied)))


def applies(statement: Statement, request: Request, world: World) -> Truth:
    """Whether a statement is about the request; a statement without resources, of a trust policy, is about the role."""
    about: Truth = True
    for asks in (_action, _principal, _resource):
        about = all_of((about, asks(statement, request, world)))
        if about is False:
            return False
    return all_of((about, *(holds(_spelt(condition, world), request) for condition in statement.conditions)))


def _spelt(condition: Condition, world: World) -> Condition:
    """With ARNs for what stands for one."""
    if condition.wanted is None or not any("\ue000" in one for one in condition.wanted):
        return condition
    return condition._replace(wanted=tuple(canonical(one, world) for one in condition.wanted))


def _action(statement: Statement, request: Request, _: World) -> Truth:
    if statement.actions is None:
        return None
    found = any_of(like(request.action.lower(), action.lower()) for action in statement.actions)
    return negate(found) if statement.other_actions else found


def _resource(statement: Statement, request: Request, world: World) -> Truth:
    if statement.resources is None:
        return None
    if not statement.resources:
        return True
    wanted = canonical(request.resource, world)
    found = any_of(like(wanted, canonical(resource, world)) for resource in statement.resources)
    return negate(found) if statement.other_resources else found


def _principal(statement: Statement, request: Request, world: World) -> Truth:
    if statement.principal is None or request.caller is None:
        return True
    try:
        found = request.caller.is_meant(statement.principal, world)
    except NotKnown:
        return None
    return negate(found) if statement.other_principals else found
