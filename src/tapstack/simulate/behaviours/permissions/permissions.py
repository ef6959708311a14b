"""What the account's policies say to a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from tapstack.simulate.behaviours.permissions import words
from tapstack.simulate.behaviours.permissions.asks import Ask, NotInTheTableError, asks
from tapstack.simulate.behaviours.permissions.asks.names import PASSED
from tapstack.simulate.behaviours.permissions.context import of_call
from tapstack.simulate.behaviours.permissions.encryption import NEEDS, Encryption, context
from tapstack.simulate.behaviours.permissions.facts import Facts
from tapstack.simulate.behaviours.permissions.judge import Judge
from tapstack.simulate.behaviours.permissions.question import Question, Values
from tapstack.simulate.cloud.calls import CallRefusedError
from tapstack.simulate.cloud.role import current_session

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.timeline import Timeline
    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.cloud.calls import Call

Context = Mapping[str, str | Sequence[str]]


class Permissions:
    """Asked by the guard of every call that a role makes, and by services before they act for somebody.

    ``keys_refusal`` says why the state of a key keeps a service from acting; the guard of calls has that of its own.
    """

    def __init__(self, cloud: Cloud, timeline: Timeline) -> None:
        self._account = cloud.account_id
        self._timeline = timeline
        self.facts = Facts(cloud)
        self.encryption = Encryption(cloud, self.facts)
        self._judge = Judge(cloud, self.facts)
        self.keys_refusal: Callable[[str, str, str, str], str] = lambda *_: ""
        self._told: set[tuple[str, str]] = set()

    def refusal(
        self, principal: str, action: str, resource: str, *, region: str, context: Context | None = None
    ) -> str:
        """Why a principal, a role's ARN or a service such as ``events.amazonaws.com``, may not; empty where it may.

        ``context`` are the condition keys that the caller knows. What is on something encrypted needs the key too.
        Without a principal it is the account's own people who ask: they may.
        """
        if not principal:
            return ""
        keys = _lowered(context or {}, self._account)
        question = Question(principal, action, resource, region, keys)
        refused = self._said(question)
        refused = refused or self._key_refusal(question, {})[0]
        return refused or self.keys_refusal(principal, action, resource, region)

    def guard(self, call: Call) -> None:
        """Raises CallRefusedError for a call that the policies of its role do not allow."""
        if call.role is None:
            return
        try:
            found = asks(call, self._account)
        except NotInTheTableError as error:
            why = f"The simulator does not know what IAM asks for {call.service}:{call.operation}: {error}"
            self._refuse(call, words.code(call.service), why)
            return
        for ask in found:
            self._check(call, call.role, ask)

    def _check(self, call: Call, role: str, ask: Ask) -> None:
        find = of_call(ask, call.region, self._account, self.facts, PASSED.get(f"{call.service}:{call.operation}", ""))
        question = Question(role, ask.action, self._resource(ask.resource, call.region), call.region, {}, find)
        if refused := self._said(question):
            self._refuse(call, words.code(call.service), words.told(call.service, refused))
        if call.operation != "HeadObject":
            refused, why = self._key_refusal(question, ask.params)
            if refused:
                self._refuse(call, words.key_code(call.service), words.key_told(call.service, refused), why)

    def _key_refusal(self, question: Question, params: Mapping[str, object]) -> tuple[str, str]:
        """Why KMS refuses a key to a service that asks for it in somebody's name; nothing where it does not."""
        key = self.encryption.needed(question.action, question.resource, question.region, params)
        if not key:
            return "", ""
        region = key.split(":")[3]
        through = {"kms:viaservice": (f"{question.service}.{region}.amazonaws.com",)}
        keys = {**_sources(question), **context(question.service, question.resource), **through}
        for action in NEEDS[question.action]:
            if refused := self._said(Question(question.principal, action, key, region, keys)):
                return refused, f"{question.action} needs {action}"
        return "", ""

    def _said(self, question: Question) -> str:
        """The refusal in words; empty where there is none."""
        refused = self._judge.refusal(question)
        if refused is None:
            return ""
        who = question.principal
        if not question.by_service:
            who = f"User: {words.session(who, current_session())}"
        return words.said(refused, who, question.action, question.resource)

    def _resource(self, resource: str, region: str) -> str:
        """Keys may be named by their aliases, but policies know them by their ARNs."""
        alias = resource.partition(":key/alias/")[2] or resource.partition(":alias/")[2]
        if resource.startswith("arn:aws:kms:") and alias:
            return self.facts.key(region, f"alias/{alias}") or resource
        return resource

    def _refuse(self, call: Call, code: str, message: str, why: str = "") -> None:
        """It is on the timeline, in full, once."""
        text = f"{message} {why}".strip()
        if (call.region, text) not in self._told:
            self._told.add((call.region, text))
            self._timeline.note("permissions", text, call.region)
        raise CallRefusedError(code, message, status=words.status(call.service))


def _lowered(context: Context, account: str) -> dict[str, Values]:
    """The names of keys in lower case. The account of a source is this one, where a source is named: assumed."""
    found = {key.lower(): (one,) if isinstance(one, str) else tuple(one) for key, one in context.items()}
    return {"aws:sourceaccount": (account,), **found} if found.get("aws:sourcearn") else found


def _sources(question: Question) -> dict[str, Values]:
    """What KMS is told of who is behind a service that asks.

    EventBridge tells nothing, as the template's own key policy has it; what others tell is assumed.
    """
    if question.principal == "events.amazonaws.com":
        return {}
    return {key: found for key, found in question.keys.items() if key in {"aws:sourcearn", "aws:sourceaccount"}}
