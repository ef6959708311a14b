"""The Parameters section, compiled once, and the values it takes in each deployment."""

from collections.abc import Iterable, Mapping
from typing import Any

from tapstack.findings import Problem, Status
from tapstack.findings.similar import Hints, hint
from tapstack.template import parameter_checks as checks
from tapstack.template.cut import cut
from tapstack.template.declaration import Declaration
from tapstack.template.declaration_reader import DeclarationReader
from tapstack.template.model import Template
from tapstack.template.parameter_acceptor import Acceptor
from tapstack.template.parameter_texts import given_text
from tapstack.template.parameter_values import ParameterValue, ParameterValues
from tapstack.template.patterns import PatternBudget


class ParameterSet:
    """All parameters of a template.

    ``declarations`` are in the template's order; ``problems`` are the faults of the section itself.
    """

    def __init__(self, template: Template) -> None:
        self.declarations: dict[str, Declaration] = {}
        found: list[Problem] = []
        hints = Hints()
        for name, body in template.section("Parameters").items():
            reader = DeclarationReader(str(name), body, hints)
            self.declarations[str(name)] = reader.read()
            found.extend(reader.problems)
        self._acceptors = {name: Acceptor(declaration) for name, declaration in self.declarations.items()}
        self._required = tuple(name for name, declared in self.declarations.items() if declared.default is None)
        self._secrets = frozenset(name for name, declared in self.declarations.items() if declared.no_echo)
        self._unlooked: dict[str, Problem] = {}
        self._defaults = self._judge_defaults(found)
        self.problems = tuple(cut(found))

    def resolve(self, given: Mapping[str, Any], *, complete: bool = True) -> ParameterValues:
        """The values of one deployment, with every fault of what was given.

        A parameter without value is a FAIL if ``complete`` (all that will be given is here), else UNKNOWN.
        """
        values = self._defaults.copy()
        problems: list[Problem] = []
        budget = PatternBudget()
        for name, value in given.items():
            acceptor = self._acceptors.get(name)
            if acceptor is None:
                problems.append(self._undeclared(str(name)))
            else:
                values[name] = acceptor.accept(value, budget, problems.append)
        problems.extend(_missing(name, complete) for name in self._required if name not in given)
        if self._unlooked:
            problems.extend(problem for name, problem in self._unlooked.items() if name not in given)
        if len(problems) > 1:
            problems = self._in_order(problems)
        secret_texts = self._secret_texts(given, values) if self._secrets else frozenset()
        return ParameterValues(values, self._secrets, secret_texts, tuple(problems))

    def _judge_defaults(self, found: list[Problem]) -> dict[str, ParameterValue]:
        values: dict[str, ParameterValue] = {}
        budget = PatternBudget()
        for name, acceptor in self._acceptors.items():
            faults: list[Problem] = []
            default = acceptor.declaration.default
            missing = default is None
            values[name] = acceptor.missing if missing else acceptor.accept(default, budget, faults.append)
            for fault in faults:
                if fault.check is checks.FORMAT:  # AWS looks up only the value that is used
                    self._unlooked[name] = fault
                else:
                    found.append(acceptor.default_problem(fault))
        return values

    def _secret_texts(self, given: Mapping[str, Any], values: Mapping[str, ParameterValue]) -> frozenset[str]:
        texts: set[str] = set()
        for name in self._secrets:
            used = given[name] if name in given else self.declarations[name].default
            for found in (used, values[name]):
                texts.update(_texts(found))
        return frozenset(texts - {""})

    def _undeclared(self, name: str) -> Problem:
        fix = hint(name, self.declarations).strip() or None
        message = f"Parameter {name} is given but the template declares no such parameter."
        return Problem(checks.UNDECLARED, ("Parameters", name), message, fix)

    def _in_order(self, problems: Iterable[Problem]) -> list[Problem]:
        places = {name: place for place, name in enumerate(self.declarations)}
        return sorted(problems, key=lambda problem: (places.get(str(problem.path[1]), len(places)), problem.path[1]))


def _missing(name: str, complete: bool) -> Problem:
    message = f"Parameter {name} has no value: none is given and it has no Default."
    return Problem(checks.MISSING, ("Parameters", name), message, status=Status.FAIL if complete else Status.UNKNOWN)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, list | tuple):
        return [text for member in value for text in _texts(member)]
    text = given_text(value)
    return () if text is None else (text,)
