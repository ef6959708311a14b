"""Fn::Select: one item of a list.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-select.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.findings import Status
from tapstack.render.call import Call, summary
from tapstack.render.checks import SELECT, TYPE
from tapstack.render.functions.get_azs import Zones
from tapstack.render.functions.split import UnresolvedSplit
from tapstack.render.node import Node
from tapstack.render.value import describe, is_text
from tapstack.template.logic import text_of
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run


class SelectNode(Node):
    """An index and a list."""

    __slots__ = ("index", "items")
    foldable = True

    def __init__(self, path: TemplatePath, index: Node, items: Node) -> None:
        super().__init__(path)
        self.index = index
        self.items = items

    def evaluate(self, run: Run) -> Any:
        """The item; a fault where the list is too short."""
        index, items = self.index.evaluate(run), self.items.evaluate(run)
        if isinstance(index, Unresolved) or isinstance(items, Unresolved):
            run.volume.charge([index, items], self.path)
        if isinstance(index, Unresolved):
            return Unresolved("Select", f"{describe(index)} of {describe(items)}", index.why, index.region)
        if isinstance(items, Unresolved) and not isinstance(items, UnresolvedSplit) and not is_text(items):
            return Unresolved("Select", f"{describe(index)} of {describe(items)}", items.why, items.region)
        number = str(text_of(index))
        if not number.isascii() or not number.isdigit():
            return run.fail(
                TYPE, (*self.path, 0), f"The index of Fn::Select is {describe(index)}, not a number from 0."
            )
        return self._item(run, int(number), items)

    def _item(self, run: Run, index: int, items: Any) -> Any:
        if isinstance(items, UnresolvedSplit):
            if index < len(items.leading):
                return items.leading[index]
            return Unresolved("Select", f"{index} of {describe(items)}", items.why, items.region)
        if isinstance(items, Zones):
            return items.zone(index)
        if not isinstance(items, list):
            return run.fail(TYPE, (*self.path, 1), f"Fn::Select takes a list, not {summary(items)}.")
        if index < len(items):
            return items[index]
        message = f"Fn::Select cannot select item {index} of a list of {len(items)}; the first is 0."
        return run.fail(SELECT, self.path, message)

    def operands(self) -> Sequence[Node]:
        """Index and list."""
        return (self.index, self.items)

    def origin(self, run: Run, rest: TemplatePath) -> TemplatePath:
        """The origin of the item selected."""
        index = str(text_of(self.index.evaluate(run)))
        return self.items.origin(run, (int(index), *rest)) if index.isdigit() else self.path


def _may_vanish(raw: Any) -> bool:
    if not isinstance(raw, dict):
        return False
    branches = raw.get("Fn::If")
    return raw == {"Ref": "AWS::NoValue"} or (isinstance(branches, list) and any(map(_may_vanish, branches[1:])))


def build(call: Call) -> Node:
    """Fn::Select takes [index, list]; a literal list is one of values, not text."""
    if not call.has_items(2):
        return call.refuse("[index, list]")
    if not isinstance(call.argument[1], list | dict):
        return call.fail(f"Fn::Select selects from a list, not {summary(call.argument[1])}.", at=(1,))
    if isinstance(call.argument[1], list) and any(map(_may_vanish, call.argument[1])):
        message = "Which item Fn::Select picks of a list with AWS::NoValue is not known."
        return call.fail(message, SELECT, at=(1,), status=Status.UNKNOWN)
    return SelectNode(call.path, call.compile(0), call.compile(1))
