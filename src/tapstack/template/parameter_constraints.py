"""The constraints of a declaration, each compiled into a test of one text."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tapstack.findings import Check, Status
from tapstack.template import parameter_checks as checks
from tapstack.template.declaration import Declaration
from tapstack.template.parameter_numbers import Doubtful, number
from tapstack.template.patterns import AllowedPattern, PatternBudget


@dataclass(frozen=True, slots=True)
class Fault:
    """What a value does wrong: ``says`` and ``fix`` never hold the value itself."""

    check: Check
    says: str
    fix: str
    status: Status = Status.FAIL


Test = Callable[[str, PatternBudget], Fault | None]
"""Gives the fault of a text (of one member, for a list type), or None."""


def tests(declaration: Declaration) -> tuple[Test, ...]:
    """The tests that every text given for this parameter has to pass."""
    found: list[Test] = []
    if declaration.type.is_number:
        found.append(_is_number)
    if declaration.allowed_values is not None:
        found.append(_allowed_values(declaration, declaration.allowed_values))
    if declaration.allowed_pattern is not None:
        found.append(_allowed_pattern(declaration, declaration.allowed_pattern))
    if declaration.min_length is not None or declaration.max_length is not None:
        found.append(_length(declaration))
    bounded = declaration.min_value is not None or declaration.max_value is not None
    if bounded and not declaration.type.stored:
        found.append(_bounds(declaration))
    if declaration.type.format is not None:
        found.append(_format(declaration))
    return tuple(found)


def _is_number(text: str, _: PatternBudget) -> Fault | None:
    found = number(text)
    if isinstance(found, Decimal):
        return None
    if isinstance(found, Doubtful):
        says = "may or may not be a number to CloudFormation"
        return Fault(checks.NUMBER, says, checks.NUMBER.fix, Status.UNKNOWN)
    return Fault(checks.NUMBER, "is not a number", checks.NUMBER.fix)


def _allowed_values(declaration: Declaration, allowed: tuple[str, ...]) -> Test:
    texts = frozenset(allowed)
    listed = ", ".join(map(repr, allowed[:20])) + (", ..." if len(allowed) > 20 else "")
    fix = "Use one of AllowedValues." if declaration.no_echo else f"Use one of {listed}."
    wrong = Fault(checks.ALLOWED_VALUES, "is not one of AllowedValues", fix)
    numbers = {number(text) for text in allowed} if declaration.type.is_number else set()
    says = "is the same number as one of AllowedValues, written differently"
    doubtful = Fault(checks.ALLOWED_VALUES, says, fix, Status.UNKNOWN)

    def test(text: str, _: PatternBudget) -> Fault | None:
        if text in texts:
            return None
        found = number(text) if numbers else None
        return doubtful if found is not None and found in numbers else wrong

    return test


def _allowed_pattern(declaration: Declaration, pattern: AllowedPattern) -> Test:
    shown = "AllowedPattern" if declaration.no_echo else f"AllowedPattern {pattern.text!r}"
    fix = f"Use a value that matches {shown} from its first to its last character."
    wrong = Fault(checks.ALLOWED_PATTERN, f"does not match {shown}", fix, _undocumented(declaration.type.is_number))

    def test(text: str, budget: PatternBudget) -> Fault | None:
        matched, why = pattern.matches(text, budget)
        if matched:
            return None
        if matched is None:
            says = f"could not be judged by {shown}: {why}"
            return Fault(checks.ALLOWED_PATTERN, says, fix, Status.UNKNOWN)
        return wrong

    return test


def _length(declaration: Declaration) -> Test:
    least, most = declaration.min_length, declaration.max_length
    status = _undocumented(declaration.type.is_number or declaration.type.splits)
    fix = f"Use {_between(least, most)} characters."

    def test(text: str, _: PatternBudget) -> Fault | None:
        size = len(text)
        if (least is None or size >= least) and (most is None or size <= most):
            return None
        return Fault(checks.LENGTH, f"has {size} characters, not {_between(least, most)}", fix, status)

    return test


def _bounds(declaration: Declaration) -> Test:
    least, most = declaration.min_value, declaration.max_value
    status = _undocumented(declaration.type.name != "Number")
    says = f"is not {_between(least, most)}"
    wrong = Fault(checks.VALUE_BOUNDS, says, f"Use a number that is {_between(least, most)}.", status)

    def test(text: str, _: PatternBudget) -> Fault | None:
        found = number(text)
        if not isinstance(found, Decimal):
            return None
        return None if (least is None or found >= least) and (most is None or found <= most) else wrong

    return test


def _format(declaration: Declaration) -> Test:
    form, kind = declaration.type.format, declaration.type.member
    wrong = Fault(checks.FORMAT, f"is no {kind}", f"Give an identifier of the form {form.pattern if form else ''}.")

    def test(text: str, _: PatternBudget) -> Fault | None:
        return None if form is None or form.fullmatch(text) else wrong

    return test


def _undocumented(applies: bool) -> Status:
    """A constraint on a type for which AWS does not document it: nobody knows whether it is enforced."""
    return Status.UNKNOWN if applies else Status.FAIL


def _between(least: int | Decimal | None, most: int | Decimal | None) -> str:
    if least is None:
        return f"at most {most}"
    return f"at least {least}" if most is None else f"{least} to {most}"
