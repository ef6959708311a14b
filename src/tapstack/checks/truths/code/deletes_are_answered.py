"""CODE-007: A function behind a custom resource answers when it is deleted."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tapstack.checks.truths.code.providers import answers, provider, sending
from tapstack.checks.truths.code.source import python
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where every answer stands below a test for Create or Update, and none for Delete."""
    function = provider(site["ServiceToken"], view)
    found = python(function) if function else None
    if found is None or found.tree is None or not answers(found) or "Delete" in found.texts:
        return
    tests = [node for node in found.every(ast.If) if _asks(node.test)]
    below = {id(one) for node in tests for line in node.body for one in ast.walk(line)}
    sends = [node for node in found.calls if sending(found, node)]
    if sends and all(id(node) in below for node in sends):
        yield Fault(site["ServiceToken"], f"{function} answers only to Create or Update, not to Delete.")


def _asks(test: ast.expr) -> bool:
    """Whether it is a plain test for Create or Update."""
    equal = isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq | ast.In)
    return equal and any(isinstance(one, ast.Constant) and one.value in ("Create", "Update") for one in ast.walk(test))


TRUTH = Truth(
    id="CODE-007",
    title="A function behind a custom resource answers when it is deleted",
    why="A delete that nobody answers hangs for an hour and leaves the stack in DELETE_FAILED.",
    fix="Answer in every branch: send after the branches, or in an else.",
    source="assumption: a request of no known type is answered by nothing that stands below a test for Create or"
    " Update",
    about=("Custom::",),
    judge=judge,
    severity=Severity.WARNING,
)
