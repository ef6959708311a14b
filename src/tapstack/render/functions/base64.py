"""Fn::Base64: a text in Base64.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-base64.html
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.render.call import Call, summary
from tapstack.render.checks import TYPE
from tapstack.render.node import Node
from tapstack.render.value import describe, is_scalar
from tapstack.template.logic import text_of
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run


class Base64Node(Node):
    """The text to encode, as UTF-8."""

    __slots__ = ("source",)
    foldable = True

    def __init__(self, path: TemplatePath, source: Node) -> None:
        super().__init__(path)
        self.source = source

    def evaluate(self, run: Run) -> Any:
        """The encoded text; a ``Base64`` Unresolved keeps the parts of what would be encoded."""
        value = self.source.evaluate(run)
        if not is_scalar(value):
            return run.fail(TYPE, self.path, f"Fn::Base64 takes text, not {summary(value)}.")
        if isinstance(value, Unresolved):
            return Unresolved("Base64", describe(value), value.why, value.region, value.parts)
        return run.volume.text(b64encode(str(text_of(value)).encode()).decode("ascii"), self.path)

    def operands(self) -> Sequence[Node]:
        """The text's node."""
        return (self.source,)


def build(call: Call) -> Node:
    """Fn::Base64 takes text or a function that gives text."""
    if isinstance(call.argument, list) or call.argument is None:
        return call.refuse("text")
    return Base64Node(call.path, call.compile())
