"""What the report for people says, line by line, with the style of each part."""

from collections.abc import Iterator, Sequence

from tapstack.findings import Finding, Status, Summary, plain
from tapstack.report.baseline_text import baseline_text
from tapstack.report.choice import Group, grouped, level, shown
from tapstack.report.control_lines import control_lines
from tapstack.report.escape import flat
from tapstack.report.waiver_text import waiver_text

Span = tuple[str, str]
Line = list[Span]

_LEVELS = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_STATUSES = {
    Status.PASS: "green",
    Status.FAIL: "red",
    Status.SKIP: "dim",
    Status.UNKNOWN: "magenta",
    Status.ERROR: "bold red",
    Status.WAIVED: "blue",
}
_INDENT = "    "


def lines(findings: Sequence[Finding], summary: Summary, everything: bool = False) -> Iterator[Line]:
    """All lines of the report; a span is a text and the name of a rich style, or an empty one."""
    for group in grouped(shown(findings, everything), summary.regions):
        yield from _group(group)
        yield []
    yield from _table(summary)
    yield []
    if summary.controls:
        yield from control_lines(summary.controls, _STATUSES)
        yield []
    if summary.baselined:
        yield [(f"{baseline_text(summary.baselined)}.", "blue")]
    yield _result(findings, summary)


def _group(group: Group) -> Iterator[Line]:
    finding = group.finding
    concern = level(finding)
    yield [
        (plain(group.where), "bold"),
        (f"  {concern}", _LEVELS[concern]),
        (f"  {finding.status}", _STATUSES[finding.status]),
        (f"  {plain(finding.check)}", "bold"),
        (f"  {plain(finding.resource)}" if finding.resource else "", ""),
        (f"  [{', '.join(group.regions)}]" if group.regions else "", "dim"),
    ]
    yield [(_INDENT + flat(finding.message), "")]
    if finding.waiver:
        yield [(f"{_INDENT}waived: ", "blue"), (flat(waiver_text(finding.waiver)), "")]
    if finding.status not in (Status.PASS, Status.SKIP):
        yield [(f"{_INDENT}fix: ", "green"), (flat(finding.fix), "")]
        yield [(f"{_INDENT}source: {flat(finding.source)}", "dim")]


def _table(summary: Summary) -> Iterator[Line]:
    names = [*summary.by_layer, "total"]
    width = max(len(name) for name in (*names, "layer"))
    yield [("layer".ljust(width), "bold"), *((f"{status.value:>9}", "bold") for status in Status)]
    for name in names:
        row = summary.counts if name == "total" else summary.by_layer[name]
        yield [(name.ljust(width), ""), *(_count(status, row[status.value]) for status in Status)]


def _count(status: Status, number: int) -> Span:
    return (f"{number:>9}", _STATUSES[status] if number else "dim")


def _result(findings: Sequence[Finding], summary: Summary) -> Line:
    groups = grouped(shown(findings, False), summary.regions)
    tally = {name: sum(level(g.finding) == name for g in groups) for name in _LEVELS}
    said = ", ".join(_plural(number, name) for name, number in tally.items() if number)
    verdict = {0: ("passed", "bold green"), 1: ("failed", "bold red")}.get(
        summary.exit_code, ("nothing was checked", "bold red")
    )
    subject = f"{plain(', '.join(summary.files))} in {', '.join(summary.regions)} as of {summary.as_of}: "
    return [(subject, ""), verdict, (f" ({said})" if said else "", "")]


def _plural(number: int, name: str) -> str:
    noun = "to know" if name == "info" else name + ("s" if number != 1 else "")
    return f"{number} {noun}"
