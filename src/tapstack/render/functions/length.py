"""Fn::Length: how many items a list has; a function of AWS::LanguageExtensions.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-length.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.render.call import Call, summary
from tapstack.render.checks import TYPE
from tapstack.render.functions.get_azs import Zones
from tapstack.render.node import Node
from tapstack.render.value import describe, is_text
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run


class LengthNode(Node):
    """A list."""

    __slots__ = ("items",)
    foldable = True

    def __init__(self, path: TemplatePath, items: Node) -> None:
        super().__init__(path)
        self.items = items

    def evaluate(self, run: Run) -> Any:
        """The number of items, unresolved where only AWS knows it."""
        items = self.items.evaluate(run)
        if isinstance(items, Zones):
            return Unresolved("Length", f"GetAZs {items.region}", "how many zones depends on the account")
        if isinstance(items, Unresolved) and not is_text(items):
            return Unresolved("Length", describe(items), items.why, items.region)
        if not isinstance(items, list):
            return run.fail(TYPE, self.path, f"Fn::Length takes a list, not {summary(items)}.")
        return len(items)

    def operands(self) -> Sequence[Node]:
        """The list's node."""
        return (self.items,)


def build(call: Call) -> Node:
    """Fn::Length takes a list or a function that gives one."""
    return LengthNode(call.path, call.compile()) if isinstance(call.argument, list | dict) else call.refuse("a list")
