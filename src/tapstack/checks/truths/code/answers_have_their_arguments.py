"""CODE-009: cfnresponse.send is given an event, a context, a status and data."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tapstack.checks.truths.code.source import FUNCTION, python
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_NAMES = ("event", "context", "responseStatus", "responseData")


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for each call with too few or too many arguments."""
    found = python(site)
    for node in found.calls if found and "cfnresponse" in found.modules else ():
        if found is None or found.named(node.func) != "cfnresponse.send":
            continue
        by_name = {one.arg for one in node.keywords}
        if None in by_name or any(isinstance(one, ast.Starred) for one in node.args):
            continue
        missing = [name for name in _NAMES[len(node.args) :] if name not in by_name]
        if missing or len(node.args) + len(by_name) > 7:
            what = f"no {', '.join(missing)}" if missing else "too many arguments"
            yield Fault(site["Code.ZipFile"], f"cfnresponse.send in line {node.lineno} is given {what}.")


TRUTH = Truth(
    id="CODE-009",
    title="cfnresponse.send is given an event, a context, a status and data",
    why="A missing argument raises TypeError in the very line that should answer: the stack hangs until its timeout.",
    fix="cfnresponse.send(event, context, cfnresponse.SUCCESS, {}).",
    source="CloudFormation User Guide, cfn-response module: send(event, context, responseStatus, responseData,"
    " physicalResourceId, noEcho, reason)",
    about=(FUNCTION,),
    judge=judge,
    later=True,
)
