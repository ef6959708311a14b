"""Fn::Sub: text with variables in it.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tapstack.findings import Status
from tapstack.render.call import Call, summary
from tapstack.render.checks import TYPE
from tapstack.render.functions.ref import NamedNode
from tapstack.render.gaps import Gaps, Known
from tapstack.render.node import Constant, Node
from tapstack.render.value import compose, is_scalar
from tapstack.render.volume import FEW, LITTLE

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run

_VARIABLE = re.compile(r"\$\{([^{}]*)\}")
_NAME = re.compile(r"[A-Za-z0-9_.:]+")
_FORMS = 'a text, or [text, {"Variable": value}]'


class SubNode(Node):
    """Known text and the values between it, in order."""

    __slots__ = ("gaps", "names", "parts")
    foldable = True

    def __init__(self, path: TemplatePath, parts: list[tuple[str, Node]]) -> None:
        super().__init__(path)
        self.names = [name for name, _ in parts]
        self.parts = [node for _, node in parts]
        self.gaps = Gaps(map(_piece, self.parts))

    def evaluate(self, run: Run) -> Any:
        """The text, or a ``String`` Unresolved; a list in it is a fault."""
        values = self.gaps.fill(run)
        if len(values) > FEW:
            run.volume.charge(values, self.path)
        try:
            text = "".join(values)
        except TypeError:
            return self._compose(run, values)
        return text if len(text) <= LITTLE else run.volume.text(text, self.path)

    def _compose(self, run: Run, values: list[Any]) -> Any:
        for name, value in zip(self.names, values, strict=True):
            if name == "AWS::NoValue":
                return run.fail(TYPE, self.path, "What ${AWS::NoValue} gives is not known.", status=Status.UNKNOWN)
            if not is_scalar(value):
                message = f"${{{name}}} in Fn::Sub does not give text but {summary(value)}."
                return run.fail(TYPE, self.path, message, "Join the list first, with Fn::Join in the second argument.")
        return run.volume.text(compose(values), self.path)

    def operands(self) -> Sequence[Node]:
        """The parts, known text included."""
        return self.parts


def _piece(node: Node) -> Any:
    if isinstance(node, Constant):
        return node.value
    return Known(node.name) if isinstance(node, NamedNode) else node.evaluate


def build(call: Call) -> Node:
    """The text form and the form with own variables."""
    argument = call.argument
    pair = isinstance(argument, list) and len(argument) == 2 and isinstance(argument[1], dict)
    text = argument[0] if pair else argument
    if not isinstance(text, str):
        return call.refuse(_FORMS)
    own = {name: call.compile(1, name) for name in argument[1]} if pair else {}
    return SubNode(call.path, list(_parts(call, call.compiler.substitute(text), own)))


def _parts(call: Call, text: str, own: dict[str, Node]) -> Iterator[tuple[str, Node]]:
    end = 0
    for match in _VARIABLE.finditer(text):
        if match.start() > end:
            yield "", Constant(call.path, text[end : match.start()])
        name = match[1].strip()
        yield name, _variable(call, name, own)
        end = match.end()
    if end < len(text):
        yield "", Constant(call.path, text[end:])


def _variable(call: Call, name: str, own: dict[str, Node]) -> Node:
    if name.startswith("!"):
        return Constant(call.path, f"${{{name[1:]}}}")
    if not _NAME.fullmatch(name):
        return call.fail(
            f"${{{name}}} in Fn::Sub is no variable name: it must contain only letters, digits, underscores,"
            " periods and colons; write ${!...} for literal text."
        )
    if name in own:
        return own[name]
    logical_id, dot, attribute = name.partition(".")
    if dot:
        return call.compiler.attribute(logical_id, attribute, call.path, "Sub")
    return call.compiler.reference(name, call.path, "Sub")
