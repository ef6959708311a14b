"""One use of a function in the template, as its builder sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tapstack.findings import Check, Status, TemplatePath
from tapstack.render.checks import ARGUMENTS
from tapstack.render.node import Constant, Node
from tapstack.render.value import describe
from tapstack.template.unresolved import Unresolved, UnresolvedList

if TYPE_CHECKING:
    from tapstack.facts.shapes import Shape
    from tapstack.render.compiler import Compiler


@dataclass(frozen=True, slots=True)
class Call:
    """A function's name and argument at ``path`` (which ends in the name).

    ``final`` says that the value becomes part of the stack as it is, with ``shape`` as its schema, and
    is no argument of another function.
    """

    compiler: Compiler
    name: str
    argument: Any
    path: TemplatePath
    shape: Shape | None
    final: bool

    @property
    def place(self) -> str:
        """The path as text, loop variables put in: no two values of a stack have the same."""
        return self.compiler.substitute("/".join(map(str, self.path)))

    def compile(self, *steps: str | int) -> Node:
        """The argument below ``steps``, compiled as an argument of this function."""
        raw = self.argument
        for step in steps:
            raw = raw[step]
        return self.compiler.argument(raw, self.path + steps)

    def branch(self, step: int) -> Node:
        """The argument at ``step``, compiled as if it stood in place of this call."""
        return self.compiler.compile(self.argument[step], (*self.path, step), self.shape, self.final)

    def fail(
        self, message: str, check: Check = ARGUMENTS, *, at: TemplatePath = (), status: Status = Status.FAIL
    ) -> Constant:
        """Report a fault of this call that holds in every region."""
        return self.compiler.fail(check, self.path + at, message, status=status)

    def name_from(self, raw: Any, path: TemplatePath, what: str) -> str | Constant:
        """The name that ``raw`` is, or gives when compiling; else what stands in the place of this call.

        Only AWS::LanguageExtensions works a name out, before CloudFormation reads the template. Raises
        NeedsSeedError where the name depends on values that are not there.
        """
        if not isinstance(raw, str) and not (isinstance(raw, dict) and self.compiler.extended):
            return self.refuse(what)
        name = self.compiler.expand(self.compiler.argument(raw, path))
        if isinstance(name, Unresolved):
            return self.fail(f"{what} is not known: {describe(name)}.", status=Status.UNKNOWN)
        return name if isinstance(name, str) else self.refuse(what)

    def has_items(self, *counts: int) -> bool:
        """Whether the argument is a list of one of these lengths."""
        return isinstance(self.argument, list) and len(self.argument) in counts

    def refuse(self, form: str) -> Constant:
        """Report that the argument is not of the form that the function takes."""
        return self.fail(f"{self.name} takes {form}, not {summary(self.argument)}.")


def summary(raw: Any) -> str:
    """What kind of thing a value is, for messages; never the value of a parameter."""
    if isinstance(raw, list):
        return f"a list of {len(raw)}"
    if isinstance(raw, dict):
        return f"an object with {', '.join(map(repr, sorted(raw)[:3])) or 'no keys'}"
    if isinstance(raw, Unresolved):
        return f"the list {describe(raw)}" if isinstance(raw, UnresolvedList) else describe(raw)
    return "null" if raw is None else f"{raw!r:.60}"
