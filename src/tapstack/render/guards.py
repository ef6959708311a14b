"""Values of which CloudFormation takes only some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.render.call import summary
from tapstack.render.checks import POLICY, TYPE
from tapstack.render.node import Node
from tapstack.render.value import NO_VALUE, is_scalar
from tapstack.template.logic import text_of
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run


class GuardedNode(Node):
    """A value that is looked at before it becomes part of the stack."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        super().__init__(node.path)
        self.node = node

    def operands(self) -> Sequence[Node]:
        """The value."""
        return (self.node,)

    def origin(self, run: Run, rest: TemplatePath) -> TemplatePath:
        """The value's own origin."""
        return self.node.origin(run, rest)


class TextNode(GuardedNode):
    """The value of an output, which must be text."""

    __slots__ = ()

    def evaluate(self, run: Run) -> Any:
        """The value as text, which is all that a stack gives out; a fault where it is a list or an object."""
        value = self.node.evaluate(run)
        if is_scalar(value):
            return text_of(value)
        found = "AWS::NoValue" if value is NO_VALUE else summary(value)
        return run.fail(TYPE, self.path, f"The value of an output must be text, not {found}.")


class PolicyNode(GuardedNode):
    """A DeletionPolicy or UpdateReplacePolicy that a function gives."""

    __slots__ = ("known", "name")

    def __init__(self, node: Node, name: str, known: Sequence[str]) -> None:
        super().__init__(node)
        self.name = name
        self.known = known

    def evaluate(self, run: Run) -> Any:
        """The value; a fault where there is no such policy for the type."""
        value = self.node.evaluate(run)
        if value in self.known or value is NO_VALUE or isinstance(value, Unresolved):
            return value
        message = f"{self.name} is {summary(value)}; it may be {', '.join(self.known)}."
        return run.fail(POLICY, self.path, message)
