"""Fn::If: one of two values, as a condition says.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.render.call import Call, summary
from tapstack.render.node import Node
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run


class IfNode(Node):
    """A condition and two values."""

    __slots__ = ("condition", "no", "place", "yes")

    def __init__(self, call: Call, condition: str, yes: Node, no: Node) -> None:
        super().__init__(call.path)
        self.place = call.place
        self.condition = condition
        self.yes = yes
        self.no = no

    def evaluate(self, run: Run) -> Any:
        """The chosen value; where the condition is unknown and the values differ, a ``Condition`` Unresolved."""
        truth = run.truth(self.condition)
        if truth is None:
            with run.in_doubt():
                return self._undecided(run, self.yes.evaluate(run), self.no.evaluate(run))
        return (self.yes if truth else self.no).evaluate(run)

    def _undecided(self, run: Run, yes: Any, no: Any) -> Any:
        if type(yes) is type(no) and yes == no:
            return yes
        why = f"whether {self.condition} holds is not known"
        return Unresolved("Condition", f"{self.condition} at {self.place}", why, run.region)

    def operands(self) -> Sequence[Node]:
        """Both values."""
        return (self.yes, self.no)

    def chosen(self, run: Run) -> Sequence[Node]:
        """The value that the condition picks; both where it is unknown."""
        truth = run.truth(self.condition)
        return (self.yes, self.no) if truth is None else (self.yes if truth else self.no,)

    def decided_by(self) -> str | None:
        """The condition."""
        return self.condition

    def is_open(self, run: Run) -> bool:
        """Whether the condition is unknown."""
        return run.truth(self.condition) is None

    def pick(self, run: Run, key: str) -> Any:
        """A member of the chosen value."""
        chosen = self.chosen(run)
        return chosen[0].pick(run, key) if len(chosen) == 1 else super().pick(run, key)

    def origin(self, run: Run, rest: TemplatePath) -> TemplatePath:
        """The chosen value's origin."""
        chosen = self.chosen(run)
        return chosen[0].origin(run, rest) if len(chosen) == 1 else self.path


def build(call: Call) -> Node:
    """Fn::If takes [condition, value if true, value if false]; the condition is named literally."""
    if not call.has_items(3):
        return call.refuse("[condition, value if true, value if false]")
    name = call.argument[0]
    if not isinstance(name, str):
        return call.fail(f"Fn::If names a condition, not {summary(name)}.", at=(0,))
    name = call.compiler.substitute(name)
    fault = call.compiler.undeclared_condition(name, (*call.path, 0))
    yes, no = call.branch(1), call.branch(2)
    return fault or IfNode(call, name, yes, no)
