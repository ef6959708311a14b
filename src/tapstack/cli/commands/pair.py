"""``tapstack pair``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from tapstack.cli import options
from tapstack.cli.output import write
from tapstack.cli.stack import warn
from tapstack.config import read
from tapstack.findings import InputError, exit_code, plain, redact
from tapstack.findings.exits import FAILED
from tapstack.pipeline.engine import subject_of
from tapstack.pipeline.requests import Options, request

if TYPE_CHECKING:
    from tapstack.checks.pair.report import Comparison, Row
    from tapstack.checks.subject import Subject

FORMATS = ("human", "json")


@click.command("pair")
@options.file
@options.deployment
@click.option("--format", "form", type=click.Choice(FORMATS), default="human", show_default=True)
@click.option("--all", "everything", is_flag=True, help="Show also where each stack only has that of its own region.")
@options.output
def command(
    *,
    file: str,
    regions: tuple[str, ...],
    parameters: Mapping[str, str],
    account_id: str | None,
    as_of: date,
    form: str,
    everything: bool,
    output: str | None,
) -> int:
    """Print where the stacks of two regions differ, and why.

    Each difference has its place, both values, and what explains it: the region itself, a condition, a mapping; or it
    is flagged, with the check that has something against it. Exits with 1 if that is an error.
    """
    from tapstack.checks.pair.report import comparison, document
    from tapstack.report.json_text import json_text

    subject = subject_of(request(file, Options(regions, parameters, account_id, as_of), read()))
    if len(set(subject.regions)) < 2:
        raise InputError("A pair takes two regions.", remedy="Name another: --region us-east-1 --region eu-central-1.")
    code = warn(subject)
    found = comparison(subject)
    text = json_text(document(subject, found)) if form == "json" else "".join(_lines(subject, found, everything))
    write(text, output)
    return FAILED if exit_code(found.findings) == FAILED else code


def _lines(subject: Subject, found: Comparison, everything: bool) -> Iterator[str]:
    shown = [row for row in found.rows if everything or row.flagged or row.explanation.kind not in {"region", "peer"}]
    last = None
    for row in shown:
        if len(row.difference.path) == 2:
            yield from _whole(row)
            continue
        if row.twin is not last:
            yield _line(f"{row.twin.name}  {row.twin.type or 'output'}")
            last = row.twin
        yield from _row(subject, row)
    if found.alike:
        yield _line("Flagged where the regions do not differ")
    for finding in found.alike:
        yield _line(f"  {finding.check}  line {finding.line}: {finding.message}")
    yield from _sums(subject, found, len(found.rows) - len(shown))


def _whole(row: Row) -> Iterator[str]:
    """A resource or output that not both regions get, on one line."""
    where = ", ".join(row.twin.bodies)
    place = f"only in {where}" if len(row.twin.bodies) == 1 else "perhaps not in both"
    flags = f"  FLAGGED {', '.join(row.flags)}" if row.flagged else ""
    yield _line(f"{row.twin.name}  {row.twin.type or 'output'}  {place}: {row.explanation.text}{flags}")


def _row(subject: Subject, row: Row) -> Iterator[str]:
    from tapstack.checks.pair.report import label
    from tapstack.checks.pair.words import shown

    yield _line(f"  {label(row)}")
    width = max(map(len, row.pair.regions))
    for region, value in zip(row.pair.regions, row.difference.values, strict=True):
        yield _line(f"    {region.ljust(width)}  {redact(shown(value), subject.secrets)}")
    yield _line(f"    {'why'.ljust(width)}  {row.explanation.text}")
    if row.flagged:
        yield _line(f"    {'FLAGGED'.ljust(width)}  {', '.join(row.flags) or 'no explanation'}")


def _sums(subject: Subject, found: Comparison, hidden: int) -> Iterator[str]:
    kinds = Counter(row.explanation.kind for row in found.rows)
    told = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items())) or "none"
    flagged = sum(row.flagged for row in found.rows) + len(found.alike)
    if hidden:
        yield _line(f"{hidden} differences, each stack's own or the other's region, are not shown; --all shows them.")
    regions = ", ".join(subject.regions)
    yield _line(f"{subject.file} in {regions}: {len(found.rows)} differences ({told}); {flagged} flagged.")


def _line(text: str) -> str:
    return plain(text) + "\n"
