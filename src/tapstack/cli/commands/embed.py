"""``tapstack embed``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tapstack.cli import options
from tapstack.cli.output import write
from tapstack.config import read
from tapstack.findings import InputError, NothingCheckedError, plain
from tapstack.findings.exits import FAILED, OK, fails
from tapstack.findings.line import line

if TYPE_CHECKING:
    from tapstack.findings import Finding
    from tapstack.template.embedding import Plan

_NAME_IT = 'Name one beside its code: "Metadata": {"tapstack": {"source": "functions/handler.py"}}.'


@click.command(
    "embed",
    epilog="""\b
Examples:
  tapstack embed
  tapstack embed --check template.json
""",
)
@options.files
@click.option("--check", is_flag=True, help="Write nothing; say what differs, and exit with 1 if anything does.")
def command(*, files: tuple[str, ...], check: bool) -> int:
    """Write the source of each function into its Code.ZipFile, and change nothing else.

    A function names its source in the template, relative to the template's folder:
    "Metadata": {"tapstack": {"source": "functions/handler.py"}}. What it imports from parts beside it
    ("from parts.clients import client", functions/parts/clients.py) is put in the place of the import.
    Without FILE, the configured templates are meant. Nothing is written if any source cannot be embedded.
    Exits with 1 if a handler is not in its source, and with 5 if --check finds no source.
    """
    from tapstack.template.embedding import plan

    named = _templates(files)
    plans = [plan(file) for file in named]
    if check and not any(one.compared for one in plans):
        raise _nothing(plans)
    written = 0 if check else _write(named, plans)
    after = [plan(file) for file in named] if written else plans
    found = [finding for one in after for finding in _findings(one)]
    texts = [line(finding) for finding in found]
    texts += [_summary(before, check=check) for before in plans]
    write("".join(text + "\n" for text in texts))
    return FAILED if any(map(fails, found)) else OK


def _templates(files: Sequence[str]) -> list[str]:
    named = list(files) or [template.path for template in read().templates]
    if not named:
        raise InputError("No template is named and none is configured.", remedy="Name a file: tapstack embed FILE.")
    return named


def _write(files: Sequence[str], plans: Sequence[Plan]) -> int:
    """How many templates were written."""
    from tapstack.template.embedding.write import replace

    changed = [(file, one.content) for file, one in zip(files, plans, strict=True) if one.content is not None]
    for file, content in changed:
        replace(file, content)
    return len(changed)


def _findings(plan: Plan) -> list[Finding]:
    from tapstack.checks.subject import Subject
    from tapstack.checks.template.findings import of_problem

    subject = Subject.of(plan.template)
    return [of_problem(subject, None, problem) for problem in plan.problems]


def _summary(plan: Plan, *, check: bool) -> str:
    """What was compared or written in one template, and what was not."""
    names = [found.function.name for found in plan.compared if found.differs]
    if not plan.compared and not plan.without_source:
        return plain(f"{plan.template.file}: no function has its code in the template.")
    number = len(plan.compared)
    counted = f"{number} {'function' if number == 1 else 'functions'} embedded, {plan.without_source} without a source"
    verdict = f"{'different' if check else 'written'}: {', '.join(names)}" if names else "nothing differs"
    return plain(f"{plan.template.file}: {counted}; {verdict}.")


def _nothing(plans: Sequence[Plan]) -> NothingCheckedError:
    bare = sum(one.without_source for one in plans)
    what = f"none of {bare} functions names a source" if bare else "no function has its code in a template"
    files = ", ".join(one.template.file for one in plans)
    return NothingCheckedError(f"Nothing was checked: {what}.", remedy=_NAME_IT, file=plain(files))
