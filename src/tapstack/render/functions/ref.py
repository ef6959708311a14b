"""Ref: the value of a parameter or pseudo parameter, or what identifies a resource.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.render.call import Call
from tapstack.render.node import Constant, Node
from tapstack.template.unresolved import Unresolved, UnresolvedList

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run
    from tapstack.template.declaration import Declaration


class NamedNode(Node):
    """The value of a parameter or of a pseudo parameter: text, or a list of texts."""

    __slots__ = ("name",)

    def __init__(self, path: TemplatePath, name: str) -> None:
        super().__init__(path)
        self.name = name

    def evaluate(self, run: Run) -> Any:
        """The value given, the parameter's default, or what the place of the stack determines."""
        return run.known[self.name]


class StoredNode(Node):
    """The value that Parameter Store has under the key given: each region has a store of its own."""

    __slots__ = ("name",)

    def __init__(self, path: TemplatePath, name: str) -> None:
        super().__init__(path)
        self.name = name

    def evaluate(self, run: Run) -> Any:
        """Unresolved, of the region."""
        value = run.known[self.name]
        return value.in_region(run.region) if isinstance(value, Unresolved) else value


class SecretNode(NamedNode):
    """The value of a NoEcho parameter, where only the truth of a condition depends on it."""

    __slots__ = ()


def tells_secret(node: Node) -> bool:
    """Whether the value is made of a NoEcho parameter."""
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, SecretNode):
            return True
        pending.extend(current.operands())
    return False


def parameter(path: TemplatePath, declaration: Declaration) -> Node:
    """What Ref gives for a parameter."""
    if declaration.no_echo and not declaration.type.stored:
        return SecretNode(path, declaration.name)
    return (StoredNode if declaration.type.stored else NamedNode)(path, declaration.name)


def secret(path: TemplatePath, declaration: Declaration) -> Constant:
    """What stands for a NoEcho parameter wherever its value could be seen."""
    kind, name = UnresolvedList if declaration.type.is_list else Unresolved, declaration.name
    return Constant(path, kind("NoEcho", name, f"the value of {name} is NoEcho and is not shown"))


def build(call: Call) -> Node:
    """Ref takes a name; with AWS::LanguageExtensions also a function that gives one."""
    name = call.argument
    if not isinstance(name, str):
        name = call.name_from(name, call.path, "the name of a parameter or resource")
    return name if isinstance(name, Constant) else call.compiler.reference(name, call.path, "Ref")
