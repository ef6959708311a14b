"""The Conditions section, compiled: three-valued, because a parameter may be known to AWS alone.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from tapstack.findings import Status
from tapstack.render.call import summary
from tapstack.render.checks import ARGUMENTS, CONDITION, TYPE, UNSUPPORTED
from tapstack.render.functions.ref import tells_secret
from tapstack.render.value import NO_VALUE, is_scalar
from tapstack.template.logic import Truth, all_of, any_of, negate, same

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.compiler import Compiler
    from tapstack.render.node import Node
    from tapstack.render.run import Run

_FEWEST, _MOST = 2, 10


class Condition(Protocol):
    """What can be true, false or unknown."""

    def truth(self, run: Run) -> Truth:
        """Under the parameters and place of ``run``."""


class Undecidable:
    """Stands for what could not be compiled."""

    def truth(self, run: Run) -> Truth:
        """Unknown."""
        return None


@dataclass(frozen=True, slots=True)
class Equals:
    """Fn::Equals."""

    path: TemplatePath
    left: Node
    right: Node
    hushed: bool

    def truth(self, run: Run) -> Truth:
        """Whether both are the same text; unknown, and a fault, where one is no text."""
        if self.hushed:
            with run.hush():
                return self._compared(run)
        return self._compared(run)

    def _compared(self, run: Run) -> Truth:
        values = self.left.evaluate(run), self.right.evaluate(run)
        for step, value in enumerate(values):
            if not is_scalar(value):
                return self._refused(run, step, value)
        return same(*values)

    def _refused(self, run: Run, step: int, value: Any) -> Truth:
        unsure = value is NO_VALUE or (isinstance(value, dict) and set(value) == {"Condition"})
        message = f"Fn::Equals compares two texts, not {summary(value)}."
        run.fail(TYPE, (*self.path, step), message, status=Status.UNKNOWN if unsure else Status.FAIL)
        return None


@dataclass(frozen=True, slots=True)
class Named:
    """{"Condition": name}."""

    name: str

    def truth(self, run: Run) -> Truth:
        """What the named condition is."""
        return run.truth(self.name)


@dataclass(frozen=True, slots=True)
class Combined:
    """Fn::And, Fn::Or and Fn::Not."""

    function: str
    members: Sequence[Condition]

    def truth(self, run: Run) -> Truth:
        """The members combined."""
        truths = (member.truth(run) for member in self.members)
        if self.function == "Fn::Not":
            return negate(next(truths))
        return all_of(truths) if self.function == "Fn::And" else any_of(truths)


def compile_condition(compiler: Compiler, raw: Any, path: TemplatePath) -> Condition:
    """One condition of the section, or one member of Fn::And, Fn::Or or Fn::Not."""
    if isinstance(raw, dict) and len(raw) == 1:
        name, argument = next(iter(raw.items()))
        if name == "Condition":
            return _named(compiler, argument, (*path, name))
        if name == "Fn::Equals":
            return _equals(compiler, argument, (*path, name))
        if name in ("Fn::And", "Fn::Or", "Fn::Not"):
            return _combined(compiler, name, argument, (*path, name))
    compiler.fail(
        UNSUPPORTED,
        path,
        f"A condition is made of Fn::Equals, Fn::And, Fn::Or, Fn::Not, Condition; not {summary(raw)}.",
    )
    return Undecidable()


def _named(compiler: Compiler, name: Any, path: TemplatePath) -> Condition:
    name = compiler.substitute(name) if isinstance(name, str) else name
    if isinstance(name, str) and name in compiler.condition_names:
        return Named(name)
    meant = compiler.volume.hint(name, compiler.condition_names) if isinstance(name, str) else ""
    compiler.fail(
        CONDITION, path, f"The condition {summary(name)} is not declared.{meant}", status=compiler.unknown_status
    )
    return Undecidable()


def _equals(compiler: Compiler, argument: Any, path: TemplatePath) -> Condition:
    if not isinstance(argument, list) or len(argument) != 2:
        compiler.fail(ARGUMENTS, path, f"Fn::Equals takes [value, value], not {summary(argument)}.")
        return Undecidable()
    left, right = (compiler.argument(argument[step], (*path, step)) for step in range(2))
    return Equals(path, left, right, tells_secret(left) or tells_secret(right))


def _combined(compiler: Compiler, name: str, argument: Any, path: TemplatePath) -> Condition:
    fewest, most = (1, 1) if name == "Fn::Not" else (_FEWEST, _MOST)
    if not isinstance(argument, list) or not fewest <= len(argument) <= most:
        form = "one condition in a list" if name == "Fn::Not" else f"a list of {_FEWEST} to {_MOST} conditions"
        compiler.fail(ARGUMENTS, path, f"{name} takes {form}, not {summary(argument)}.")
        return Undecidable()
    members = [compile_condition(compiler, member, (*path, index)) for index, member in enumerate(argument)]
    return Combined(name, members)


def named_conditions(condition: Condition) -> list[str]:
    """The conditions that ``condition`` names, in order."""
    if isinstance(condition, Named):
        return [condition.name]
    if isinstance(condition, Combined):
        return [name for member in condition.members for name in named_conditions(member)]
    return []
