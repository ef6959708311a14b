"""Controls as test cases of JUnit's XML: one for each control in each region."""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence

from tapstack.findings import Control, ControlMatrix, ControlVerdict, Finding, Status, Summary
from tapstack.findings.exits import fails
from tapstack.report.clause_text import clause_text
from tapstack.report.escape import block, flat


def control_cases(findings: Sequence[Finding], summary: Summary) -> dict[str, list[ET.Element]]:
    """The cases of each region by the name of its suite. One fails where a verdict that counts for it does."""
    if summary.controls is None:
        return {}
    failed = set(_failed(findings, summary))
    controls = {control.id: control for control in reversed(summary.controls.controls)}
    return {
        f"controls: {flat(region)}": list(_cases(summary.controls, region, controls, failed))
        for region in summary.controls.regions
    }


def _failed(findings: Sequence[Finding], summary: Summary) -> Iterator[tuple[str, str | None]]:
    for finding in findings:
        if fails(finding, summary.fail_on):
            yield from ((control, finding.region) for control in finding.controls)


def _cases(
    matrix: ControlMatrix, region: str, controls: dict[str, Control], failed: set[tuple[str, str | None]]
) -> Iterator[ET.Element]:
    names: Counter[str] = Counter()
    for verdict in (one for one in matrix.verdicts if one.region == region):
        names[verdict.control] += 1
        number = f" ({names[verdict.control]})" if names[verdict.control] > 1 else ""
        broken = not failed.isdisjoint({(verdict.control, region), (verdict.control, None)})
        yield _case(controls[verdict.control], verdict, number, broken)


def _case(control: Control, verdict: ControlVerdict, number: str, broken: bool) -> ET.Element:
    name = flat(f"{control.id} [{verdict.region}]{number}")
    element = ET.Element("testcase", {"classname": flat(f"controls.{control.family}"), "name": name})
    if verdict.status is not Status.PASS:
        element.append(_outcome(control, verdict, broken))
    return element


def _outcome(control: Control, verdict: ControlVerdict, broken: bool) -> ET.Element:
    """As for a verdict: an ERROR is an error, what the exit code does not count is skipped."""
    status = verdict.status
    tag = "error" if status is Status.ERROR else "failure" if broken else "skipped"
    counted = ", ".join(f"{number} {name}" for name, number in verdict.counts.items() if number)
    said = ": ".join(part for part in (status.value, control.title, verdict.why or counted) if part)
    element = ET.Element(tag, type=status.value, message=flat(said))
    element.text = _details(control, counted)
    return element


def _details(control: Control, counted: str) -> str:
    rows = {
        "meaning": control.meaning,
        "severity": control.severity.value,
        "checks": " ".join(control.checks),
        "verdicts": counted,
        "clauses": "; ".join(map(clause_text, control.clauses)),
    }
    return "\n".join(f"{name}: {block(text)}".replace("\n", "\n| ") for name, text in rows.items() if text)
