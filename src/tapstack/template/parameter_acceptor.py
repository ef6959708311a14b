"""From what was given for one parameter to its value."""

from collections.abc import Callable
from typing import Any

from tapstack.findings import Check, Problem, Status, TemplatePath
from tapstack.template import parameter_checks as checks
from tapstack.template.declaration import Declaration
from tapstack.template.parameter_constraints import Fault, tests
from tapstack.template.parameter_texts import given_text, joined_text, members, shown
from tapstack.template.parameter_values import ParameterValue
from tapstack.template.patterns import PatternBudget
from tapstack.template.unresolved import Unresolved, UnresolvedList

MOST_BYTES = 4096
_SURELY_FITS = MOST_BYTES // 4

_ONLY_AWS = "Only AWS reads the Parameter Store, at the time of the deployment."

Report = Callable[[Problem], None]


class Acceptor:
    """Judges what is given for one declared parameter; compiled once, called for every deployment."""

    __slots__ = ("_splits", "_stored", "_tests", "declaration", "missing")

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration
        self._tests = tests(declaration)
        self._splits = declaration.type.splits
        self._stored = self._unresolved(_ONLY_AWS) if declaration.type.stored else None
        self.missing = self._unresolved(f"No value is given for {declaration.name}.")

    def accept(self, given: Any, budget: PatternBudget, report: Report) -> ParameterValue:
        """The value, as a Ref gives it; every fault goes to ``report``."""
        text = given if type(given) is str else self._text(given)
        if text is None and isinstance(given, Unresolved):
            return given
        if text is None:
            report(self._misshapen(given))
            return self._unresolved("What was given is not text.")
        if len(text) > _SURELY_FITS and len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
            report(self.problem(_TOO_LARGE, text))
            return self._stored or (self._unresolved("It has more than 4,096 bytes.") if self._splits else text)
        if self._splits:
            return self._accept_list(members(text), budget, report)
        for test in self._tests:
            fault = test(text, budget)
            if fault is not None:
                report(self.problem(fault, text))
        return self._stored or text

    def problem(self, fault: Fault, text: str) -> Problem:
        """The fault as a problem at the parameter's declaration."""
        declaration = self.declaration
        subject = "its value" if declaration.no_echo else shown(text)
        meant = (declaration.constraint_description or "").strip().rstrip(".")
        why = f" ({meant})" if meant else ""
        message = f"Parameter {declaration.name}: {subject} {fault.says}{why}."
        return Problem(fault.check, ("Parameters", declaration.name), message, fault.fix, fault.status)

    def default_problem(self, problem: Problem) -> Problem:
        """The same problem, of the declared default."""
        path: TemplatePath = ("Parameters", self.declaration.name, "Default")
        check: Check = checks.FORMAT if problem.check is checks.FORMAT else checks.DEFAULT
        return Problem(check, path, "Default of " + problem.message, problem.fix, problem.status)

    def _accept_list(self, texts: list[str], budget: PatternBudget, report: Report) -> list[str]:
        for test in self._tests:
            for text in texts:
                fault = test(text, budget)
                if fault is not None:
                    report(self.problem(fault, text))
                    break
        return texts

    def _text(self, given: Any) -> str | None:
        return joined_text(given) if self._splits else given_text(given)

    def _misshapen(self, given: Any) -> Problem:
        wanted = "a text or a list of texts" if self._splits else "a text"
        message = f"Parameter {self.declaration.name} is given a {type(given).__name__}, not {wanted}."
        return Problem(checks.SHAPE, ("Parameters", self.declaration.name), message, f"Give {wanted}.")

    def _unresolved(self, why: str) -> Unresolved:
        kind = UnresolvedList if self.declaration.type.is_list else Unresolved
        return kind("Parameter", self.declaration.name, why)


_TOO_LARGE = Fault(checks.SIZE, "has more than 4,096 bytes", checks.SIZE.fix, Status.FAIL)
