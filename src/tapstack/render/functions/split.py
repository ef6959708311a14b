"""Fn::Split: a text as the list of what stands between delimiters.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-split.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.render.call import Call, summary
from tapstack.render.checks import TYPE
from tapstack.render.node import Node
from tapstack.render.value import compose, describe, is_scalar
from tapstack.render.volume import LITTLE
from tapstack.template.logic import text_of
from tapstack.template.unresolved import Unresolved, UnresolvedList

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run

_NEVER_HOLDS = {"AWS::AccountId": frozenset("0123456789")}
"""Pseudo parameters of which the characters are known: an account id is twelve digits."""


class UnresolvedSplit(UnresolvedList):
    """A list of which only the ``leading`` items are known, because what follows may hold delimiters."""

    __slots__ = ("leading",)

    def __init__(self, of: str, source: Unresolved, leading: list[Any]) -> None:
        super().__init__("Split", of, source.why, source.region)
        self.leading = leading


class SplitNode(Node):
    """A delimiter and a text."""

    __slots__ = ("delimiter", "source")
    foldable = True

    def __init__(self, path: TemplatePath, delimiter: str, source: Node) -> None:
        super().__init__(path)
        self.delimiter = delimiter
        self.source = source

    def evaluate(self, run: Run) -> Any:
        """A list of texts; an UnresolvedSplit where unknown parts may hold the delimiter."""
        value = self.source.evaluate(run)
        if not isinstance(value, str) or len(value) > LITTLE:
            run.volume.charge(value, self.path)
        if isinstance(value, str):
            return value.split(self.delimiter)
        if not is_scalar(value):
            return run.fail(TYPE, (*self.path, 1), f"Fn::Split takes text, not {summary(value)}.")
        if isinstance(value, Unresolved):
            return split_parts(value, self.delimiter)
        return str(text_of(value)).split(self.delimiter)

    def operands(self) -> Sequence[Node]:
        """The text's node."""
        return (self.source,)


def _cannot_hold(part: Unresolved, delimiter: str) -> bool:
    alphabet = _NEVER_HOLDS.get(part.of) if part.kind == "PseudoParameter" else None
    return alphabet is not None and not alphabet.intersection(delimiter)


def split_parts(value: Unresolved, delimiter: str) -> Any:
    """Split a text with unresolved parts as far as it is determined."""
    items: list[list[Any]] = [[]]
    for part in value.parts if value.kind == "String" else (value,):
        if isinstance(part, str):
            head, *tail = part.split(delimiter)
            items[-1].append(head)
            items += [[text] for text in tail]
        elif _cannot_hold(part, delimiter):
            items[-1].append(part)
        else:
            leading = [compose(pieces) for pieces in items[:-1]]
            return UnresolvedSplit(f"{delimiter!r} {describe(value)}", value, leading)
    return [compose(pieces) for pieces in items]


def build(call: Call) -> Node:
    """Fn::Split takes [delimiter, text]; the delimiter is literal text."""
    if not call.has_items(2):
        return call.refuse("[delimiter, text]")
    delimiter = call.argument[0]
    if not isinstance(delimiter, str) or not delimiter:
        return call.fail(f"The delimiter of Fn::Split must be text, not {summary(delimiter)}.", at=(0,))
    return SplitNode(call.path, call.compiler.substitute(delimiter), call.compile(1))
