"""The names under which outputs are exported.

Sources, beside the page of Fn::ImportValue, are CloudFormation's own words: «The Name field of every Export member
must be specified and consist only of alphanumeric characters, colons, or hyphens» (github.com/aws/aws-cdk/issues/5845),
«must not depend on any resources, imported values, or Fn::GetAZs» (github.com/aws-cloudformation/cfn-lint/issues/1632),
«The Outputs section contains duplicate Export names» (github.com/compose-x/ecs_composex/issues/444).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.findings import TemplatePath
from tapstack.render.call import summary
from tapstack.render.checks import EXPORT
from tapstack.render.functions.get_azs import GetAZsNode
from tapstack.render.functions.imports import ImportNode, StackOutputNode
from tapstack.render.guards import GuardedNode
from tapstack.render.node import Node, below
from tapstack.render.value import is_scalar
from tapstack.template.logic import text_of
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.render.blueprint import Part
    from tapstack.render.run import Run

_WRONG = re.compile("[^0-9A-Za-z:-]")
_LATE = {GetAZsNode: "Fn::GetAZs", ImportNode: "an imported value", StackOutputNode: "the output of another stack"}


class ExportNode(GuardedNode):
    """The Export of an output, whose Name must be of certain characters."""

    __slots__ = ()

    def evaluate(self, run: Run) -> Any:
        """The value; a fault where the name is no text, empty, or has other characters as far as it is known."""
        value = self.node.evaluate(run)
        name = value.get("Name", "") if isinstance(value, dict) else value
        fault = _fault(name)
        if fault:
            run.fail(EXPORT, (*self.path, "Name"), fault)
        return value


def _fault(name: Any) -> str | None:
    if not is_scalar(name):
        return f"The name of an export is {summary(name)}, not text."
    known = [part for part in name.parts if isinstance(part, str)] if isinstance(name, Unresolved) else [text_of(name)]
    wrong = next((found[0] for found in map(_WRONG.search, known) if found), None)
    if wrong:
        return f"The name of an export has {wrong!r} in it; it may have letters, digits, colons and hyphens."
    return "The name of an export is empty." if name == "" else None


def late_parts(node: Node) -> Iterable[str]:
    """What an export's name depends on that is not there before the stack is made."""
    for found in below(node):
        yield from (f"the resource {reference.target}" for reference in found.own_references())
        if type(found) in _LATE:
            yield _LATE[type(found)]


def refuse_duplicates(run: Run, parts: Mapping[str, Part], outputs: Mapping[str, Any]) -> None:
    """Report each name that two outputs of this region export; in doubt where one may not be made."""
    first: dict[Any, str] = {}
    for output, body in outputs.items():
        export = body.get("Export")
        name = export.get("Name") if isinstance(export, dict) else None
        if isinstance(name, str | Unresolved) and first.setdefault(name, output) != output:
            message = f"{first[name]} and {output} are exported under one name."
            at: TemplatePath = parts[output].body.origin(run, ("Export", "Name"))
            if all("Condition" not in outputs[other] for other in (output, first[name])):
                run.fail(EXPORT, at, message)
            else:
                with run.in_doubt():
                    run.fail(EXPORT, at, message)
