"""From the text of an option to its value; whatever is wrong is an InputError with a remedy."""

from collections.abc import Sequence
from datetime import date

from tapstack.findings import InputError


def regions(values: Sequence[str]) -> tuple[str, ...]:
    """Known regions, each once, in the order given."""
    for value in values:
        known_region(value)
    if len(set(values)) < len(values):
        raise InputError("A region is named twice.", remedy="Name each region once, in the order of deployment.")
    return tuple(values)


def known_region(name: str) -> str:
    """``name`` itself, if AWS has such a region."""
    from tapstack.facts import regions as facts

    if not facts.is_region(name):
        near = facts.suggestion(name)
        remedy = f"Did you mean {near!r}?" if near else "Write it as AWS does, for example us-east-1."
        raise InputError(f"Unknown region {name!r}.", remedy=remedy)
    return name


def region(value: str | None) -> str | None:
    """One known region, or none."""
    return None if value is None else known_region(value)


def parameters(values: Sequence[str]) -> dict[str, str]:
    """Name to text. The values are never repeated in a message: they may be secret."""
    given: dict[str, str] = {}
    for number, value in enumerate(values, start=1):
        name, equals, text = value.partition("=")
        if not equals or not name:
            raise InputError(
                f"--parameter number {number} has no name and '='.", remedy="Write --parameter NAME=VALUE."
            )
        if name in given:
            raise InputError(f"Parameter {name!r} is given twice.", remedy="Give it once.")
        given[name] = text
    return given


def account_id(value: str | None) -> str | None:
    """Twelve digits."""
    if value is not None and not (len(value) == 12 and value.isascii() and value.isdigit()):
        raise InputError(f"{value!r} is not an AWS account id.", remedy="Write its 12 digits, without dashes.")
    return value


def day(value: str | None) -> date:
    """A date; today if none is given."""
    if value is None:
        return date.today()  # noqa: DTZ011  the user's day
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError(f"{value!r} is not a date.", remedy="Write it as YYYY-MM-DD.") from error
