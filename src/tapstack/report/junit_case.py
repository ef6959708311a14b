"""One verdict as a test case of JUnit's XML."""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Collection

from tapstack.findings import Baselined, Finding, Status
from tapstack.findings.exits import fails
from tapstack.report.baseline_text import baseline_text
from tapstack.report.escape import block, flat
from tapstack.report.waiver_text import waiver_text


def case(finding: Finding, file: str, names: Counter[str], fail_on: Collection[str] = ()) -> ET.Element:
    """The case of ``finding``; ``names`` counts those of its suite, for no two may have the same."""
    name = _name(finding)
    names[name] += 1
    if names[name] > 1:
        name = f"{name} ({names[name]})"
    attributes = {"classname": flat(f"{finding.layer}.{finding.check}"), "name": name, "file": file}
    if finding.line is not None:
        attributes["line"] = str(finding.line)
    element = ET.Element("testcase", attributes)
    if finding.status is not Status.PASS:
        element.append(_outcome(finding, fail_on))
    return element


def unchecked() -> ET.Element:
    """A case that stands for a run in which nothing was checked: without it, such a run would look green."""
    element = ET.Element("testcase", classname="tapstack", name="something was checked")
    ET.SubElement(element, "error", type="ERROR", message="Nothing was checked: there is no verdict.")
    return element


def hidden(baselined: Baselined) -> ET.Element:
    """A skipped case that stands for what a baseline hid."""
    element = ET.Element("testcase", classname="tapstack", name="nothing is hidden by a baseline")
    ET.SubElement(element, "skipped", type="BASELINE", message=f"BASELINE: {baseline_text(baselined)}.")
    return element


def _name(finding: Finding) -> str:
    region = f"[{finding.region}]" if finding.region else None
    return flat(" ".join(part for part in (finding.check, finding.resource, region) if part))


def _outcome(finding: Finding, fail_on: Collection[str]) -> ET.Element:
    if finding.status is Status.ERROR:
        tag, message = "error", finding.message
    elif fails(finding, fail_on):
        tag, message = "failure", finding.message
    else:
        tag, message = "skipped", _reason(finding)
    element = ET.Element(tag, type=_word(finding), message=flat(message))
    element.text = _details(finding)
    return element


def _reason(finding: Finding) -> str:
    reasons = [_word(finding), *([waiver_text(finding.waiver)] if finding.waiver else []), finding.message]
    return ": ".join(reasons)


def _word(finding: Finding) -> str:
    if finding.status is Status.FAIL:
        return f"FAIL ({finding.severity})"
    return finding.status.value


def _details(finding: Finding) -> str:
    """A row for each; further lines of a text behind a bar, for a log would obey one that begins with ``::``."""
    rows = {
        "message": finding.message,
        "requires": finding.title,
        "waived": waiver_text(finding.waiver) if finding.waiver else "",
        "fix": finding.fix,
        "source": finding.source,
        "controls": " ".join(finding.controls),
    }
    return "\n".join(f"{name}: {block(text)}".replace("\n", "\n| ") for name, text in rows.items() if text)
