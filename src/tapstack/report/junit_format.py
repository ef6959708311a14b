"""The report for continuous integration: JUnit's XML, in which every verdict is a test case.

A test suite is one layer on one file, as those are what people run and mend; the region is part of a case's
name, so that the same check of the same resource in the same region has the same name in the next run.
The controls are a suite of their own for each region, in which every control is a case.
A case fails exactly where the verdict makes tapstack's exit code 1. Any other verdict but PASS is a skipped
case whose message begins with the verdict: it neither breaks a build nor looks passed.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence

from tapstack.findings import Finding, Summary
from tapstack.findings.exits import NOTHING_CHECKED
from tapstack.findings.source_root import project_path
from tapstack.report.escape import flat
from tapstack.report.junit_case import case, hidden, unchecked
from tapstack.report.junit_controls import control_cases
from tapstack.report.origin import hashes, parameter_texts, tools_text

_OUTCOMES = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def draw(findings: Sequence[Finding], summary: Summary, everything: bool = True) -> str:  # noqa: ARG001  always all
    """One XML document, PASS and SKIP too; ASCII, so that any terminal can carry it."""
    suites = [_suite(*key, members, summary) for key, members in _members(findings, summary).items()]
    suites += [_of_cases(name, cases) for name, cases in control_cases(findings, summary).items()]
    if own := list(_own(summary)):
        suites.append(_of_cases("tapstack", own))
    root = ET.Element("testsuites", {"name": "tapstack", **_total(suites)})
    for suite in suites:
        suite.insert(0, _properties(summary))
        root.append(suite)
    ET.indent(root)
    body: bytes = ET.tostring(root, encoding="us-ascii")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body.decode("ascii")}\n'


def _own(summary: Summary) -> Iterator[ET.Element]:
    """Cases about the run itself."""
    if summary.exit_code == NOTHING_CHECKED:
        yield unchecked()
    if summary.baselined and summary.baselined.total:
        yield hidden(summary.baselined)


def _members(findings: Sequence[Finding], summary: Summary) -> dict[tuple[str, str], list[Finding]]:
    """The findings of each file and layer; a layer that ran and found nothing at all is there, too."""
    members: dict[tuple[str, str], list[Finding]] = {(f, layer): [] for f in summary.files for layer in summary.layers}
    for finding in findings:
        members.setdefault((finding.file, finding.layer), []).append(finding)
    return members


def _suite(file: str, layer: str, findings: Sequence[Finding], summary: Summary) -> ET.Element:
    path = flat(project_path(file))
    names: Counter[str] = Counter()
    return _of_cases(f"{flat(layer)}: {path}", [case(finding, path, names, summary.fail_on) for finding in findings])


def _of_cases(name: str, cases: Sequence[ET.Element]) -> ET.Element:
    outcomes = Counter(outcome.tag for element in cases for outcome in element)
    counts = {key: str(outcomes[tag]) for key, tag in _OUTCOMES.items()}
    suite = ET.Element("testsuite", {"name": name, "tests": str(len(cases)), **counts})
    suite.extend(cases)
    return suite


def _total(suites: Sequence[ET.Element]) -> dict[str, str]:
    return {key: str(sum(int(suite.attrib[key]) for suite in suites)) for key in ("tests", *_OUTCOMES)}


def _properties(summary: Summary) -> ET.Element:
    properties = ET.Element("properties")
    values = {"tapstack": summary.tapstack, "as_of": summary.as_of, "regions": " ".join(summary.regions)}
    if provenance := summary.provenance:
        digests = {f"{role}_sha256": digest for role, digest in hashes(provenance).items() if digest}
        values |= digests | {"tools": tools_text(provenance)}
        values |= {f"parameter {name}": text for name, text in parameter_texts(provenance)}
    for name, value in values.items():
        ET.SubElement(properties, "property", name=name, value=flat(value))
    return properties
