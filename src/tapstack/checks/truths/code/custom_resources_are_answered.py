"""CODE-006: A function behind a custom resource sends an answer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tapstack.checks.truths.code.providers import answers, provider
from tapstack.checks.truths.code.runtime import has_module
from tapstack.checks.truths.code.source import javascript, python
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

_HANDING_ON = frozenset(
    {"invoke", "start_execution", "publish", "send_message", "put_events", "put_record", "run_task"}
)


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where the code behind it knows of no way to answer and hands the request to nobody."""
    function = provider(site["ServiceToken"], view)
    if function is None:
        return
    found = python(function)
    if found is not None:
        called = {node.func.attr for node in found.calls if isinstance(node.func, ast.Attribute)}
        if answers(found):
            return
        foreign = [name for name in found.modules.values() if not has_module(name.partition(".")[0], found.minor)]
        if called & _HANDING_ON or foreign:
            raise NotKnown(f"whom {function} hands the request to is not known")
    elif code := javascript(function):
        if re.search(r"ResponseURL|cfn-?response", code):
            return
        if re.search(r"(?i)invoke|startExecution|publish|sendMessage|putEvents|require\(['\"]\./|Command\b", code):
            raise NotKnown(f"whether {function} answers is not known")
    else:
        raise NotKnown(f"the code of {function} is not in the template")
    yield Fault(
        site["ServiceToken"], f"{function} never answers: it neither calls cfnresponse.send nor uses ResponseURL."
    )


TRUTH = Truth(
    id="CODE-006",
    title="A function behind a custom resource sends an answer",
    why="CloudFormation waits for it: the stack hangs until ServiceTimeout (an hour by default) and fails, on delete"
    " once more.",
    fix="Call cfnresponse.send(event, context, cfnresponse.SUCCESS, {}) for every request, or PUT to"
    " event['ResponseURL'].",
    source="CloudFormation User Guide, Custom resources (the provider must answer to the response URL);"
    " aws-cloudformation/cloudformation-coverage-roadmap#246",
    about=("Custom::*",),
    judge=judge,
    later=True,
)
