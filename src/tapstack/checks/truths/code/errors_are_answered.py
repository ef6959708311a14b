"""CODE-008: A function behind a custom resource answers when it fails."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tapstack.checks.truths.code.providers import answers, provider
from tapstack.checks.truths.code.source import python
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where the code catches nothing at all and does more than answer."""
    function = provider(site["ServiceToken"], view)
    found = python(function) if function else None
    if found is None or not answers(found):
        return
    catches = bool(found.every(ast.Try) or found.every(ast.With))
    works = any(name.partition(".")[0] in ("boto3", "urllib", "urllib3", "http") for name in found.modules.values())
    if works and not catches and function is not None:
        yield Fault(site["ServiceToken"], f"{function} has no try: what fails is never answered.")


TRUTH = Truth(
    id="CODE-008",
    title="A function behind a custom resource answers when it fails",
    why="An exception that nobody catches leaves the request without an answer: the stack hangs for an hour, and for"
    " another on rollback.",
    fix="Wrap the work in try, and send FAILED with the reason in except.",
    source="assumption: whatever calls AWS raises at some time; CloudFormation User Guide, Custom resources (no"
    " answer: the stack waits)",
    about=("Custom::",),
    judge=judge,
    severity=Severity.WARNING,
)
