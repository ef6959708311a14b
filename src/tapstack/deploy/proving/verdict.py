"""An answer with what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tapstack.checks.own import own
from tapstack.deploy.proving.answers import Answer
from tapstack.findings import Check, Finding, TemplatePath, redact

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject


class Verdict(NamedTuple):
    """``logical_id`` is None for what is about a whole stack; ``path`` then leads to a place of the template."""

    check: Check
    answer: Answer
    region: str | None
    logical_id: str | None = None
    path: TemplatePath = ()

    def finding(self, subject: Subject) -> Finding:
        """At its place of the template, without values of NoEcho parameters."""
        message = redact(self.answer.message, subject.secrets)
        return own(subject, self.check, self.answer.status, message, self._place(subject), self.region, self.logical_id)

    def _place(self, subject: Subject) -> TemplatePath:
        stack = subject.stacks.get(self.region) if self.region else None
        if self.logical_id is not None and stack is not None and self.logical_id in stack.bodies:
            return stack.home(self.logical_id)
        return self.path
