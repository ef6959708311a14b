"""What is wrong between the attributes of one declaration."""

from collections.abc import Iterator

from tapstack.findings import Problem
from tapstack.template import parameter_checks as checks
from tapstack.template.declaration import Declaration


def faults(declaration: Declaration) -> Iterator[Problem]:
    """The faults, each at its attribute."""
    path = ("Parameters", declaration.name)
    who = f"of parameter {declaration.name}"
    for low, high in (("min_length", "max_length"), ("min_value", "max_value")):
        least, most = getattr(declaration, low), getattr(declaration, high)
        if least is not None and most is not None and least > most:
            names = low.title().replace("_", ""), high.title().replace("_", "")
            message = f"{names[0]} {least} {who} is above {names[1]} {most}."
            yield Problem(checks.BOUNDS, (*path, names[0]), message)
    pattern = declaration.allowed_pattern
    if pattern and pattern.invalid:
        message = f"AllowedPattern {who} is not a Java regular expression: {pattern.invalid}."
        yield Problem(checks.PATTERN, (*path, "AllowedPattern"), message)
    if len(declaration.description or "") > 4000:
        message = f"Description {who} has {len(declaration.description or ''):,} characters."
        yield Problem(checks.DESCRIPTION, (*path, "Description"), message)
    yield from _misplaced(declaration)


def _misplaced(declaration: Declaration) -> Iterator[Problem]:
    of_text = {
        "AllowedPattern": declaration.allowed_pattern,
        "MinLength": declaration.min_length,
        "MaxLength": declaration.max_length,
    }
    of_numbers = {"MinValue": declaration.min_value, "MaxValue": declaration.max_value}
    for name, value in (of_text if declaration.type.is_number else of_numbers).items():
        if value is not None and not (name in of_numbers and declaration.type.member == "Number"):
            message = f"{name} of parameter {declaration.name} does not belong to the type {declaration.type.name}."
            yield Problem(checks.MISPLACED, ("Parameters", declaration.name, name), message)
