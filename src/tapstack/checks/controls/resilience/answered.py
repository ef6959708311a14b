"""RSL-09: the code behind a custom resource answers on every path that a request takes through it."""

import ast
from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.controls.resilience.paths import ANSWERED, ends, senders
from tapstack.checks.truths.code.providers import provider
from tapstack.checks.truths.code.source import Source, python
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, NotKnown, Property


def judge(custom: Property, view: View) -> Iterator[Fault]:
    """A fault where a path through the handler ends without an answer."""
    token = custom["ServiceToken"]
    function = provider(token, view)
    code = python(function) if function else None
    if function is None or code is None:
        raise NotKnown(f"the code behind {custom.item} is no Python in the template")
    handler, known = _handler(function, code), senders(code)
    found = ends(handler.body, code, known) - {ANSWERED}
    if found and not known and not _sends(code):
        raise NotKnown(f"how {function} answers is not seen in its code")
    if found:
        words = " or ".join(sorted(found))
        yield Fault(token, f"A request may pass through {handler.name} of {function} unanswered: it {words} before.")


def _handler(function: Item, code: Source) -> ast.FunctionDef:
    name = function["Handler"].text.rpartition(".")[2]
    for node in code.tree.body if code.tree else ():
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return node
    raise NotKnown(f"the handler {name} of {function} is no function of its code")


def _sends(code: Source) -> bool:
    """Whether the code has the means to answer at all: where it has none, it is certain that it does not."""
    return not code.every(ast.Import, ast.ImportFrom) or "cfnresponse" in code.modules.values()


CONTROL = ControlCheck(
    name="CUSTOM_RESOURCE_ANSWERED_ON_EVERY_PATH",
    title="The code behind a custom resource answers on every path that a request takes",
    why="CloudFormation waits for an answer that does not come: the stack hangs until ServiceTimeout, then rolls back.",
    fix="Answer after all branches, and in an except for Exception: send SUCCESS or FAILED for every request.",
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html; assumption: a"
    " function that has PUT in it answers. What a statement raises that stands in no try is asked by CODE-008",
    controls=("RSL-09",),
    about=("Custom::*",),
    judge=judge,
)
