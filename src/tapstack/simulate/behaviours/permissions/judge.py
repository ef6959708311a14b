"""Decides questions, each once until a policy changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.access import Request, Statement, Unread, like
from tapstack.access.conditions import named
from tapstack.simulate.behaviours.permissions.changes import changes
from tapstack.simulate.behaviours.permissions.context import everybodys, of_account, of_moment
from tapstack.simulate.behaviours.permissions.evaluation import Standing, decide
from tapstack.simulate.behaviours.permissions.identities import Identities
from tapstack.simulate.behaviours.permissions.places import UNTOLD, Places
from tapstack.simulate.behaviours.permissions.question import Question, Values, given

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.permissions.facts import Facts
    from tapstack.simulate.behaviours.permissions.identities import Parts
    from tapstack.simulate.behaviours.permissions.words import Refusal
    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.cloud.calls import Call

_MOST = 65536
"""Answers that are kept."""
_VARIABLE = re.compile(r"\$\{(?P<name>[^},*?$]+)")


class _Asked(NamedTuple):
    """The policies that may be about an action on a resource, and the condition keys that they mention."""

    standing: Standing
    keys: tuple[str, ...]


class Judge:
    """The policies of the account are read again only after something has changed them."""

    def __init__(self, cloud: Cloud, facts: Facts) -> None:
        self._cloud = cloud
        self._facts = facts
        self._identities = Identities(cloud)
        self._places = Places(cloud)
        self._asked: dict[tuple[str, ...], _Asked] = {}
        self._answers: dict[tuple[Any, ...], Refusal | None] = {}
        for service, operation in changes():
            cloud.calls.watch(f"{service}:{operation}", self._changed)

    def refusal(self, question: Question) -> Refusal | None:
        """Why a request is refused; None where it is allowed."""
        about = (question.principal, question.action, question.resource, question.region)
        asked = self._asked.get(about)
        if asked is None or question.service in UNTOLD:
            asked = self._keep(self._asked, about, self._about(question))
        values = self._values(question, asked.keys)
        key = (*about, *values.items())
        if key not in self._answers or question.service in UNTOLD:
            caller = question.caller(self._cloud.account_id)
            request = Request(question.action, question.resource, given(values), caller)
            self._keep(self._answers, key, decide(asked.standing, request))
        return self._answers[key]

    @staticmethod
    def _keep(kept: dict[Any, Any], key: Any, value: Any) -> Any:
        if len(kept) >= _MOST:
            kept.clear()
        kept[key] = value
        return value

    def _about(self, question: Question) -> _Asked:
        """What of the policies is about the action: trust policies are the policies at roles."""
        identity = None if question.by_service else self._identities.of(question.principal)
        there = self._places.of(question.resource, question.region)
        if question.service == "sts" and ":role/" in question.resource:
            there = self._identities.of(question.resource).trust
        action = question.action.lower()
        if identity is not None:
            boundary = None if identity.boundary is None else _relevant(identity.boundary, action)
            identity = identity._replace(own=_relevant(identity.own, action), boundary=boundary)
        standing = Standing(identity, _relevant(there, action))
        return _Asked(standing, tuple(sorted({key for _, parts in standing.all() for key in _mentioned(parts)})))

    def _values(self, question: Question, keys: Iterable[str]) -> dict[str, Values | None]:
        """What the request has under each key that policies mention."""
        return {key: self._value(question, key) for key in keys}

    def _value(self, question: Question, key: str) -> Values | None:
        if (found := question.keys.get(key)) is not None:
            return found
        if (found := question.find(key)) is not None:
            return found
        if (found := everybodys(question.principal, question.region, self._cloud.account_id).get(key)) is not None:
            return found
        tags: Mapping[str, str] = {} if question.by_service else self._identities.of(question.principal).tags
        found = of_moment(key)
        return of_account(question, self._facts, tags)(key) if found is None else found

    def _changed(self, call: Call, answer: Mapping[str, Any]) -> None:
        del answer
        self._asked.clear()
        self._answers.clear()
        self._facts.forget(call.service)
        self._places.forget(call.service)
        if call.service == "iam":
            self._identities.forget()


def _relevant(parts: Parts, action: str) -> Parts:
    """Those that may be about an action."""
    return tuple(part for part in parts if isinstance(part, Unread) or _may_be(part, action))


def _may_be(statement: Statement, action: str) -> bool:
    if statement.actions is None:
        return True
    return named(action, statement.actions, like, other=statement.other_actions) is not False


def _mentioned(parts: Parts) -> Iterator[str]:
    """The condition keys that statements ask for, and the variables in their texts."""
    for part in parts:
        if isinstance(part, Unread):
            continue
        yield from _variables(part.resources or ())
        for condition in part.conditions:
            yield condition.key
            yield from _variables(condition.wanted or ())


def _variables(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if "${" in text:
            yield from (found["name"].strip().lower() for found in _VARIABLE.finditer(text))
