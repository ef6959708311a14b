"""Fn::ToJsonString: an object or list as JSON text; a function of AWS::LanguageExtensions.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ToJsonString.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.render.call import Call
from tapstack.render.node import Node
from tapstack.render.value import compose, describe
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run

_MARK = re.compile("\ue000([0-9]+)\ue001")


class ToJsonStringNode(Node):
    """The value to write as JSON."""

    __slots__ = ("source",)
    foldable = True

    def __init__(self, path: TemplatePath, source: Node) -> None:
        super().__init__(path)
        self.source = source

    def evaluate(self, run: Run) -> Any:
        """Compact JSON in the order of the template; a ``String`` Unresolved where parts are unknown."""
        value = self.source.evaluate(run)
        if isinstance(value, Unresolved):
            return Unresolved("ToJsonString", describe(value), value.why, value.region)
        run.volume.charge(value, self.path)
        unknown: list[Unresolved] = []

        def mark(part: Any) -> str:
            unknown.append(part)
            return f"\ue000{len(unknown) - 1}\ue001"

        text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, default=mark)
        run.volume.charge(text, self.path)
        if not unknown:
            return text
        pieces = _MARK.split(text)
        return compose(unknown[int(piece)] if index % 2 else piece for index, piece in enumerate(pieces))

    def operands(self) -> Sequence[Node]:
        """The value's node."""
        return (self.source,)


def build(call: Call) -> Node:
    """Fn::ToJsonString takes an object or a list."""
    if isinstance(call.argument, dict | list):
        return ToJsonStringNode(call.path, call.compile())
    return call.refuse("an object or a list")
