"""Keeps NoEcho values out of cfn-lint's messages: it prints what parameters' defaults make of a property."""

import re

from tapstack.checks.lint.match import LintMatch
from tapstack.checks.subject import Subject
from tapstack.findings import redact
from tapstack.findings.redact import HIDDEN

DERIVED = frozenset({"W1032", "W1033", "W1034", "W1035", "W1036", "W1040"})
"""Rules about values that a function made: a part of a secret, too, which no search for the secret finds."""

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def discreet(text: str, match: LintMatch, subject: Subject) -> str:
    """``text`` without secrets; where parts of one may stand in it, without anything that is quoted."""
    if match.rule in DERIVED and _mentions_secret(match, subject):
        text = _QUOTED.sub(f"'{HIDDEN}'", text)
    return redact(text, subject.secrets)


def known(part: str | int, subject: Subject) -> str | int:
    """A step of a path as it is where it stands in the template; without secrets where a loop made it."""
    return part if isinstance(part, int) or part in subject.template.text else redact(part, subject.secrets)


def _mentions_secret(match: LintMatch, subject: Subject) -> bool:
    """Whether a NoEcho parameter is named anywhere in the resource or output of the match."""
    value: object = subject.template.body
    for part in match.path[:2]:
        value = value.get(part) if isinstance(value, dict) else None
    text = repr((match.path, value))
    return any(name in text for name in subject.values.secrets)
