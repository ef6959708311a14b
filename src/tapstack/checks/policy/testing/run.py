"""Carrying out tests of rules, each rule alone, as the policy layer judges it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tapstack.checks.policy import wording
from tapstack.checks.policy.engine import Binding, EngineError, binding, ended, quiet, violations
from tapstack.checks.policy.engine.apart import evaluate_apart
from tapstack.checks.policy.files import RuleFile, rule_file, rule_files
from tapstack.checks.policy.testing.cases import Case, cases
from tapstack.checks.policy.testing.find import Pair
from tapstack.checks.policy.testing.result import ERROR, MISSING, Result
from tapstack.checks.policy.unit import Unit


def results(pair: Pair, engine: Binding | None = None) -> Iterator[Result]:
    """What came of each expectation in a test file, by the given engine or the one that is installed.

    Raises InputError for a file that cannot be read.
    """
    rules = rule_file(pair.rules) if pair.rules else None
    for case in cases(pair.tests):
        yield from _carried_out(pair, rules, case, engine or binding())


def untested(paths: Sequence[str], done: Iterable[Result]) -> list[Unit]:
    """The rules at ``paths`` that no expectation names."""
    tested = {result.rule for result in done}
    return [unit for file in rule_files(paths) for unit in file.units if unit.name not in tested]


def _carried_out(pair: Pair, rules: RuleFile | None, case: Case, engine: Binding) -> Iterator[Result]:
    units = {unit.name: unit for unit in rules.units} if rules else {}
    for name, (expected, line) in case.expected.items():
        if name in units:
            actual, why = _end(units[name], case.document, expected, engine)
        else:
            actual, why = MISSING, _no_rule(pair, name)
        yield Result(pair.tests, line, case.name, name, expected, actual, why)


def _no_rule(pair: Pair, name: str) -> str:
    return f"{pair.rules} has no rule {name}." if pair.rules else "No rule file has the name of the test file."


def _end(unit: Unit, document: str, expected: str, engine: Binding) -> tuple[str, str]:
    if unit.faults:
        return ERROR, " ".join(unit.faults)
    try:
        with quiet():
            tree = (evaluate_apart if unit.whole else engine.evaluate)(document, unit.text)
        actual = ended(tree, unit.name)
    except EngineError as error:
        return ERROR, f"{error}."
    if actual != "FAIL" or expected == "FAIL":
        return actual, ""
    return actual, wording.several([wording.wrong(violation) for violation in violations(tree, unit.name)])
