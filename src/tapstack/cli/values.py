"""From the text of an option to its value; whatever is wrong is an InputError with a remedy."""

from collections.abc import Sequence
from datetime import date

import click

from tapstack.findings import InputError, did_you_mean


def regions(context: click.Context, option: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
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
        known = facts.close_matches(name)
        remedy = f"Did you mean {known[0]!r}?" if known else "Write it as AWS does, for example us-east-1."
        raise InputError(f"Unknown region {name!r}.", remedy=remedy)
    return name


def parameters(context: click.Context, option: click.Parameter, values: Sequence[str]) -> dict[str, str]:
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


def account_id(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Twelve digits."""
    if value is not None and not (len(value) == 12 and value.isascii() and value.isdigit()):
        raise InputError(f"{value!r} is not an AWS account id.", remedy="Write its 12 digits, without dashes.")
    return value


def day(context: click.Context, option: click.Parameter, value: str | None) -> date:
    """A date; today if none is given."""
    if value is None:
        return date.today()
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError(f"{value!r} is not a date.", remedy="Write it as YYYY-MM-DD.") from error


class Choice(click.ParamType):
    """One of a few names; unlike click's, its error is ours and suggests the nearest."""

    name = "choice"

    def __init__(self, choices: Sequence[str]) -> None:
        self.choices = tuple(choices)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """``value`` if it is one of the choices."""
        if value not in self.choices:
            option = param.opts[0] if param else "value"
            raise InputError(f"Unknown {option} {value!r}.", remedy=did_you_mean(value, self.choices))
        return value

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """As help shows it."""
        return f"[{'|'.join(self.choices)}]"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """The choices that begin so."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(choice) for choice in self.choices if choice.startswith(incomplete)]
