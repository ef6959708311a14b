"""Fn::Join: the items of a list as one text, with a delimiter between them.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-join.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.render.call import Call, summary
from tapstack.render.checks import TYPE
from tapstack.render.node import Node
from tapstack.render.value import compose, describe, is_scalar, is_text
from tapstack.render.volume import FEW, LITTLE, weight
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run


class JoinNode(Node):
    """A delimiter and a list."""

    __slots__ = ("delimiter", "items")
    foldable = True

    def __init__(self, path: TemplatePath, delimiter: str, items: Node) -> None:
        super().__init__(path)
        self.delimiter = delimiter
        self.items = items

    def evaluate(self, run: Run) -> Any:
        """The text, or an Unresolved: a ``String`` where items are unknown, a ``Join`` where the list is."""
        values = self.items.evaluate(run)
        if isinstance(values, Unresolved) and not is_text(values):
            return Unresolved("Join", f"{self.delimiter!r} {describe(values)}", values.why, values.region)
        if not isinstance(values, list):
            return run.fail(TYPE, (*self.path, 1), f"Fn::Join takes a list, not {summary(values)}.")
        if len(values) > FEW:
            run.volume.spend(weight(values) + len(self.delimiter) * len(values), self.path)
        try:
            text = self.delimiter.join(values)
        except TypeError:
            return self._compose(run, values)
        return text if len(text) <= LITTLE else run.volume.text(text, self.path)

    def _compose(self, run: Run, values: list[Any]) -> Any:
        pieces: list[Any] = []
        for index, value in enumerate(values):
            if not is_scalar(value):
                return run.fail(TYPE, (*self.path, 1), f"Item {index} of Fn::Join is not text but {summary(value)}.")
            pieces += [self.delimiter, value] if index else [value]
        return run.volume.text(compose(pieces), self.path)

    def operands(self) -> Sequence[Node]:
        """The list's node."""
        return (self.items,)


def build(call: Call) -> Node:
    """Fn::Join takes [delimiter, list]; the delimiter is literal text."""
    if not call.has_items(2):
        return call.refuse("[delimiter, list]")
    delimiter = call.argument[0]
    if not isinstance(delimiter, str):
        return call.fail(f"The delimiter of Fn::Join must be text, not {summary(delimiter)}.", at=(0,))
    if not isinstance(call.argument[1], list | dict):
        return call.fail(f"Fn::Join joins a list, not {summary(call.argument[1])}.", at=(1,))
    return JoinNode(call.path, call.compiler.substitute(delimiter), call.compile(1))
