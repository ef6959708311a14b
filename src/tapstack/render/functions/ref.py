"""Ref: the value of a parameter or pseudo parameter, or what identifies a resource.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.render.call import Call
from tapstack.render.node import Constant, Node
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run


class ParameterNode(Node):
    """The value of a parameter: text, or a list of texts."""

    __slots__ = ("name",)

    def __init__(self, path: TemplatePath, name: str) -> None:
        super().__init__(path)
        self.name = name

    def evaluate(self, run: Run) -> Any:
        """The value given, or the parameter's default."""
        return run.values[self.name]


class PseudoNode(ParameterNode):
    """The value of a pseudo parameter."""

    __slots__ = ()

    def evaluate(self, run: Run) -> Any:
        """What the place of the stack determines."""
        return run.pseudo[self.name]


def secret(path: TemplatePath, name: str) -> Constant:
    """What stands for a NoEcho parameter wherever its value could be seen."""
    return Constant(path, Unresolved("NoEcho", name, f"the value of {name} is NoEcho and is not shown"))


def build(call: Call) -> Node:
    """Ref takes a name; with AWS::LanguageExtensions also a function that gives one."""
    name = call.argument
    if not isinstance(name, str):
        name = call.name_from(name, call.path, "the name of a parameter or resource")
    return name if isinstance(name, Constant) else call.compiler.reference(name, call.path, "Ref")
