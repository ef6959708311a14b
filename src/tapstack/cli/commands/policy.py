"""``tapstack policy``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tapstack.cli import options
from tapstack.cli.output import write
from tapstack.findings import NothingCheckedError, plain
from tapstack.findings.exits import FAILED, OK
from tapstack.pipeline import values

if TYPE_CHECKING:
    from tapstack.checks.policy.testing import Result
    from tapstack.checks.policy.unit import Unit

FORMATS = ("human", "json")
_FIELDS = ("file", "test", "rule", "expected", "actual")


@click.group("policy", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Work with Guard rules."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@command.command("test")
@click.argument("folder", metavar="DIR", type=click.Path(), callback=options.parsed(values.path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="human", show_default=True)
@options.everything
@options.output
def test(*, folder: str, form: str, everything: bool, output: str | None) -> int:
    """Run the tests of rules: Guard's own *_tests.yml, for the rule files of the same name.

    DIR holds rules and tests, in any layout: side by side, tests in a folder "tests", or apart. Each rule is judged
    alone. Exits with 1 if a rule does not end as expected, with 5 if nothing is expected of any.
    """
    from tapstack.checks.policy.testing import pairs, results, untested

    found = [result for pair in pairs(folder) for result in results(pair)]
    if not found:
        raise NothingCheckedError(
            "There are no tests of rules.", remedy="Write NAME_tests.yml for the rule file NAME.guard.", file=folder
        )
    text = _document(found) if form == "json" else _lines(found, untested([folder], found), everything)
    write(text, output)
    return OK if all(result.held for result in found) else FAILED


def _document(found: Sequence[Result]) -> str:
    rows = [{field: getattr(result, field) for field in _FIELDS} for result in found]
    return json.dumps({"expectations": rows}, indent=2) + "\n"


def _lines(found: Sequence[Result], bare: Sequence[Unit], everything: bool) -> str:
    lines = [_line(result) for result in found if everything or not result.held]
    lines += [f"{unit.where}: {unit.name} has no test." for unit in bare]
    failed = sum(not result.held for result in found)
    files = len({result.file for result in found})
    verdict = f"{failed} not as expected" if failed else "all as expected"
    lines.append(f"{len(found)} expectations in {files} {'file' if files == 1 else 'files'}: {verdict}.")
    return "".join(plain(line) + "\n" for line in lines)


def _line(result: Result) -> str:
    where = f"{result.file}:{result.line}: {result.rule} on {result.test!r}"
    if result.held:
        return f"{where}: {result.actual}, as expected."
    return f"{where}: {result.actual}, not {result.expected}. {' '.join(result.why.split())}".rstrip()
