"""Why no policy answers a request: which condition, in which statement; asked only where the answer is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tapstack.access.callers import Service
from tapstack.access.conditions import Condition
from tapstack.access.decide import applies, asked
from tapstack.access.documents import Part, Statement, Unread
from tapstack.access.names import World
from tapstack.access.operators import understood
from tapstack.access.request import Request
from tapstack.graph.stackset import NotKnown
from tapstack.render.pattern import shown
from tapstack.template.logic import Truth

_TOLD = 3
"""Reasons in a message; one is enough to see what to settle first."""
_PLAIN: Final = ("StringEquals", "StringLike", "ArnEquals", "ArnLike", "Bool")
_KEYS: Final = {key.lower(): key for key in ("aws:SourceArn", "aws:SourceAccount", "aws:PrincipalOrgID")}


def why(parts: Iterable[Part], request: Request, world: World) -> str:
    """What the answer hangs on, each reason once, after a colon: ``: Permission asks for aws:SourceArn by ...``.

    "" where the statements do answer.
    """
    known = list(parts)
    allowed = any(isinstance(one, Statement) and one.allows and applies(one, request, world) for one in known)
    open_ = (one for one in known if not (allowed and _only_allows(one)))
    told = list(dict.fromkeys(found for one in open_ if (found := reason(one, request, world))))
    more = [f"{len(told) - _TOLD} more"] if len(told) > _TOLD else []
    return ": " + "; ".join([*told[:_TOLD], *more]) if told else ""


def _only_allows(part: Part) -> bool:
    return not part.may_deny if isinstance(part, Unread) else part.allows


def reason(part: Part, request: Request, world: World) -> str:
    """Why it is not known whether a statement is about the request; "" where it is known."""
    if isinstance(part, Unread):
        return part.why
    found = list(asked(part, request, world))
    answers = [answer for _, answer in found]
    if False in answers or None not in answers:
        return ""
    what = found[answers.index(None)][0]
    return _of_conditions(found, part, request) if isinstance(what, Condition) else _of_others(what, part, request)


def _of_others(what: str, statement: Statement, request: Request) -> str:
    """The part of a statement beside its conditions of which it is not known whether it is about the request."""
    if (what, None) in (("Action", statement.actions), ("Resource", statement.resources)):
        return f"the {what.lower()}s of {_named(statement)} are not known"
    about = {"Action": request.action, "Principal": "who asks", "Resource": shown(request.resource)}
    return f"whether {_named(statement)} is about {about[what]} is not known"


def _of_conditions(found: list[tuple[str | Condition, Truth]], statement: Statement, request: Request) -> str:
    """Each condition that is not known, and which others are met: those may do without it."""
    conditions = [(one, answer) for one, answer in found if isinstance(one, Condition)]
    open_ = [_of_condition(one, statement, request) for one, answer in conditions if answer is None]
    met = dict.fromkeys(_spelt(one.key, statement) for one, answer in conditions if answer)
    beside = f", beside {', '.join(met)}, which is met" if met else ""
    return f"{_named(statement)} asks for {' and for '.join(open_)}{beside}"


def _of_condition(condition: Condition, statement: Statement, request: Request) -> str:
    """What a condition compares, and which side of it is not known."""
    if not condition.key:
        return "what is not known"
    key, has = _spelt(condition.key, statement), request.under(condition.key)
    sender = request.caller.name if isinstance(request.caller, Service) else "the request"
    if condition.wanted is None:
        return f"{key} of a value that is not known"
    how = "" if condition.operator in _PLAIN else f" by {condition.operator}"
    wanted = f"{key}{how} {', '.join(map(shown, condition.wanted))}"
    if not understood(condition.operator):
        return f"{wanted}, an operator that is not known"
    if has is None:
        return f"{wanted}, and what {sender} has there is not known"
    if not has.sure:
        return f"{wanted}, which {sender} is not known to send"
    return f"{wanted}, and {sender} has {', '.join(map(shown, has.values)) or 'none'}"


def _named(statement: Statement) -> str:
    """A statement by its Sid or place, and the resource in which it stands, if any."""
    place = statement.at
    if place.label == place.item.logical_id:
        return place.label
    try:
        sid = place["Sid"].text
    except NotKnown:
        sid = ""
    resource = place.item.logical_id
    return f"{sid or place.label} of {resource}" if resource else sid or place.label


def _spelt(key: str, statement: Statement) -> str:
    """A condition key as the statement writes it."""
    try:
        blocks = statement.at["Condition"].members.values()
        return next((name for one in blocks for name in one.members if name.lower() == key), _KEYS.get(key, key))
    except NotKnown:
        return key
