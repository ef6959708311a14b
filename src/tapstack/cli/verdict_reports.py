"""Verdicts of the deploy layer printed, and written as JSON and JUnit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tapstack import __version__
from tapstack.cli.output import write
from tapstack.deploy.finding_lines import counted, finding_json, noteworthy, without
from tapstack.findings import Finding, plain, summarize
from tapstack.report import drawer
from tapstack.report.json_text import json_text

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject


def report(
    subject: Subject,
    findings: Sequence[Finding],
    about: Mapping[str, Any],
    *,
    name: str,
    folder: str,
    form: str,
    fail_on: Collection[str] = (),
) -> int:
    """Writes ``<folder>/<name>.json`` and ``.xml``, prints, and gives the exit code."""
    summary = summarize(
        findings,
        tapstack=__version__,
        files=(subject.file,),
        regions=subject.regions,
        layers=("deploy",),
        as_of=subject.as_of.isoformat(),
        fail_on=fail_on,
    )
    told = {"version": 1, "tapstack": __version__, **about, "exit_code": summary.exit_code, "counts": summary.counts}
    told["findings"] = [finding_json(finding) for finding in findings]
    text = json_text(without(told, subject.secrets))
    write(text, str(Path(folder) / f"{name}.json"))
    write(drawer("junit")(findings, summary, True), str(Path(folder) / f"{name}.xml"))
    if form == "json":
        write(text)
    else:
        lines = [*noteworthy(findings), f"{counted(findings)}. Reports: {Path(folder) / name}.json, .xml."]
        write("".join(plain(line) + "\n" for line in lines))
    return summary.exit_code
