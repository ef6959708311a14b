"""The Rules section: compiled once, asked for every set of parameter values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tapstack.findings import Check, Problem, Status, TemplatePath
from tapstack.template import rule_checks as checks
from tapstack.template.cut import cut
from tapstack.template.model import Template
from tapstack.template.parameter_set import ParameterSet
from tapstack.template.parameter_texts import shown
from tapstack.template.parameter_values import ParameterValues
from tapstack.template.rule_compiler import RuleCompiler
from tapstack.template.rule_expression import Expression
from tapstack.template.rule_functions import truth
from tapstack.template.unresolved import Unresolved

_ALWAYS = Expression.constant("truth", True)


@dataclass(frozen=True, slots=True)
class Assertion:
    """One thing that must hold, and when."""

    path: TemplatePath
    condition: Expression
    expression: Expression
    description: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters and pseudo parameters that it looks at, each once."""
        return tuple(dict.fromkeys((*self.condition.names, *self.expression.names)))


class RuleSet:
    """All rules of a template; ``problems`` are the faults of the section itself."""

    def __init__(self, template: Template, parameters: ParameterSet | None = None) -> None:
        declarations = (parameters or ParameterSet(template)).declarations
        self._compiler = RuleCompiler(declarations)
        self._assertions: list[Assertion] = []
        for name, body in template.section("Rules").items():
            self._rule(("Rules", str(name)), body)
        self.problems: tuple[Problem, ...] = tuple(cut(self._compiler.problems))

    @property
    def assertions(self) -> tuple[Assertion, ...]:
        """Those that can be evaluated, in the order of the template."""
        return tuple(self._assertions)

    def evaluate(self, values: ParameterValues, pseudo: Mapping[str, Any]) -> list[Problem]:
        """A FAIL for each assertion that does not hold, an UNKNOWN for each that only AWS can judge.

        ``pseudo`` holds the pseudo parameters by name; one that is not there is unknown.
        """
        if not self._assertions:
            return []
        known = {**pseudo, **values.values}
        judged = (self._judge(assertion, values, known) for assertion in self._assertions)
        return [problem for problem in judged if problem is not None]

    def names(self, path: TemplatePath) -> tuple[str, ...]:
        """The parameters and pseudo parameters that the assertion at ``path`` looks at; none where there is none."""
        return next((assertion.names for assertion in self._assertions if assertion.path == path), ())

    def _judge(self, assertion: Assertion, values: ParameterValues, known: Mapping[str, Any]) -> Problem | None:
        applies = truth(assertion.condition.evaluate(known))
        holds = truth(assertion.expression.evaluate(known)) if applies is not False else True
        if holds:
            return None
        status = Status.FAIL if applies and holds is False else Status.UNKNOWN
        rule = assertion.path[1]
        if status is Status.FAIL:
            message = f"Rule {rule} is broken: {assertion.description or 'its assertion does not hold.'}"
        else:
            said = f" It says: {assertion.description}" if assertion.description else ""
            message = f"Rule {rule} cannot be judged: {_why(assertion, known)}{said}"
        return Problem(checks.ASSERTION, assertion.path, message + _with(assertion, values, known), status=status)

    def _rule(self, path: TemplatePath, body: Any) -> None:
        if not isinstance(body, dict):
            return self._add(checks.SHAPE, path, f"Rule {path[1]} is not a mapping.")
        self._known_keys(body, ("RuleCondition", "Assertions"), path)
        condition: Expression | None = _ALWAYS
        if "RuleCondition" in body:
            condition = self._truth(body["RuleCondition"], (*path, "RuleCondition"))
        assertions = body.get("Assertions")
        if assertions is None or assertions == []:
            return self._add(checks.ASSERTIONS, path, f"Rule {path[1]} has no Assertions.")
        if not isinstance(assertions, list):
            return self._add(checks.SHAPE, (*path, "Assertions"), f"Assertions of rule {path[1]} is not a list.")
        for place, assertion in enumerate(assertions):
            self._assertion((*path, "Assertions", place), condition, assertion)
        return None

    def _assertion(self, path: TemplatePath, condition: Expression | None, body: Any) -> None:
        if not isinstance(body, dict):
            return self._add(checks.SHAPE, path, f"An assertion of rule {path[1]} is not a mapping.")
        self._known_keys(body, ("Assert", "AssertDescription"), path)
        description = body.get("AssertDescription")
        if description is not None and not isinstance(description, str):
            message = f"An AssertDescription of rule {path[1]} is not text."
            self._add(checks.SHAPE, (*path, "AssertDescription"), message)
            description = None
        if "Assert" not in body:
            return self._add(checks.ASSERTIONS, path, f"An assertion of rule {path[1]} has no Assert.")
        expression = self._truth(body["Assert"], (*path, "Assert"))
        if condition and expression:
            self._assertions.append(Assertion(path, condition, expression, description))
        return None

    def _truth(self, body: Any, path: TemplatePath) -> Expression | None:
        """The expression, or None where CloudFormation refuses it: then there is nothing to evaluate."""
        before = len(self._compiler.problems)
        expression = self._compiler.truth(body, path)
        refused = (problem.status is Status.FAIL for problem in self._compiler.problems[before:])
        return None if any(refused) else expression

    def _known_keys(self, body: Mapping[str, Any], known: tuple[str, ...], path: TemplatePath) -> None:
        for key in body:
            if key not in known:
                message = f"{key} in rule {path[1]} is not one of {' and '.join(known)}."
                self._add(checks.UNKNOWN_KEY, (*path, key), message)

    def _add(self, check: Check, path: TemplatePath, message: str) -> None:
        self._compiler.problems.append(Problem(check, path, message))


def _why(assertion: Assertion, known: Mapping[str, Any]) -> str:
    for ask in (*assertion.condition.asks, *assertion.expression.asks):
        return ask.why
    for name in assertion.names:
        value = known.get(name)
        if isinstance(value, Unresolved):
            return value.why
        if value is None:
            return f"{name} is not known."
    return "part of it is not a valid expression."


def _with(assertion: Assertion, values: ParameterValues, known: Mapping[str, Any]) -> str:
    """The values that the rule looked at, secrets hidden."""
    texts = [f"{name} is {_shown(name, values, known)}" for name in assertion.names if name in values.values]
    return f" ({', '.join(texts)})" if texts else ""


def _shown(name: str, values: ParameterValues, known: Mapping[str, Any]) -> str:
    if name in values.secrets:
        return "hidden (NoEcho)"
    value = known[name]
    if isinstance(value, Unresolved):
        return "unknown"
    return "[" + ", ".join(map(shown, value)) + "]" if isinstance(value, list) else shown(value)
