"""``tapstack explain``."""

from collections.abc import Sequence

import click

from tapstack.cli.control_text import of_control
from tapstack.cli.output import write
from tapstack.config import read
from tapstack.findings import Check, InputError, did_you_mean
from tapstack.pipeline.catalogue import own_checks
from tapstack.pipeline.controls.book import Book


@click.command("explain")
@click.argument("check", metavar="ID")
def command(check: str) -> int:
    """Say what a check means: what must hold, what goes wrong otherwise, what to do, and who says so.

    ID stands in every finding, as TPL-001, the name of a policy rule or, for a rule of cfn-lint, E3004. Of a control,
    as ENC-01, it says what is required, which checks judge it, and which clauses of frameworks ask for it.
    """
    configuration = read()
    write(explanation(check, configuration.rules, configuration.controls))
    return 0


def explanation(name: str, rule_paths: Sequence[str] = (), control_paths: Sequence[str] = ()) -> str:
    """The text for a check of ours, a control at ``control_paths``, a policy rule at ``rule_paths`` or one of cfn-lint.

    Raises InputError with a suggestion for any other.
    """
    ours = dict(own_checks())
    wanted = name.upper()
    if wanted in ours:
        return _of_check(ours[wanted])
    book = _book(control_paths)
    if controls := [control for control in book.controls if control.id == wanted]:
        return "\n".join(of_control(control, book) for control in controls)
    ours |= _policy_rules(rule_paths)
    if found := ours.get(name) or ours.get(wanted):
        return _of_check(found)
    from tapstack.checks.lint.catalogue import rules

    theirs = {check.id: check for check in rules()}
    if wanted in theirs:
        return _of_check(theirs[wanted])
    known = [*ours, *theirs, *(control.id for control in book.controls)]
    remedy = did_you_mean(name, known, otherwise="The ids stand in the findings of tapstack check.")
    raise InputError(f"Unknown check {name!r}.", remedy=remedy)


def _book(paths: Sequence[str]) -> Book:
    from tapstack.pipeline.controls.read import read

    return read(paths)


def _policy_rules(paths: Sequence[str]) -> dict[str, Check]:
    from tapstack.checks.policy.catalogue import rules

    return {check.id: check for check in rules(paths)} if paths else {}


def _of_check(check: Check) -> str:
    rows = {"why": check.why, "fix": check.fix, "source": check.source}
    head = f"{check.id}: {check.title}\n  layer {check.layer}, severity {check.severity}\n"
    return head + "".join(f"\n{key}:\n  {' '.join(text.split())}\n" for key, text in rows.items() if text)
