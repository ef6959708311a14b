"""Fn::ImportValue and Fn::GetStackOutput: values of other stacks, which only AWS knows.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html
and https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tapstack.render.call import Call, summary
from tapstack.render.checks import EXPORT, TYPE
from tapstack.render.node import Node, named_resources
from tapstack.render.value import describe, is_scalar
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run

_STACK_OUTPUT = ("StackName", "OutputName", "Region", "RoleArn")


class ImportNode(Node):
    """The name of an export."""

    __slots__ = ("name",)

    def __init__(self, path: TemplatePath, name: Node) -> None:
        super().__init__(path)
        self.name = name

    def evaluate(self, run: Run) -> Any:
        """Unresolved: what another stack of this region exports under the name."""
        name = self.name.evaluate(run)
        if not is_scalar(name):
            return run.fail(TYPE, self.path, f"Fn::ImportValue takes text, not {summary(name)}.")
        return Unresolved("ImportValue", describe(name), "another stack exports it", run.region)

    def operands(self) -> Sequence[Node]:
        """The name's node."""
        return (self.name,)


class StackOutputNode(Node):
    """A stack and an output of it, perhaps in another region or account."""

    __slots__ = ("members",)

    def __init__(self, path: TemplatePath, members: Mapping[str, Node]) -> None:
        super().__init__(path)
        self.members = members

    def evaluate(self, run: Run) -> Any:
        """Unresolved: the output ``OutputName`` of ``StackName``."""
        stack, output = (describe(self.members[key].evaluate(run)) for key in _STACK_OUTPUT[:2])
        region = self.members["Region"].evaluate(run) if "Region" in self.members else run.region
        return Unresolved("StackOutput", f"{stack}.{output}", "another stack puts it out", describe(region))

    def operands(self) -> Sequence[Node]:
        """All members."""
        return tuple(self.members.values())


def build_import(call: Call) -> Node:
    """Fn::ImportValue takes text that depends on no resource."""
    if isinstance(call.argument, list) or call.argument is None:
        return call.refuse("the name of an export")
    name = call.compile()
    for reference in named_resources(name):
        return call.fail(f"Fn::ImportValue cannot depend on the resource {reference.target}.", EXPORT)
    return ImportNode(call.path, name)


def build_stack_output(call: Call) -> Node:
    """Fn::GetStackOutput takes an object with StackName and OutputName, perhaps Region and RoleArn."""
    argument = call.argument
    if not isinstance(argument, dict) or not set(_STACK_OUTPUT[:2]) <= set(argument) <= set(_STACK_OUTPUT):
        return call.refuse("an object with StackName and OutputName, and perhaps Region and RoleArn")
    return StackOutputNode(call.path, {key: call.compile(key) for key in argument})
