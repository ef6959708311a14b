"""Whatever a template holds, every report stays a report: readable by its readers, the same bytes each time."""

import csv
import io
import json
from typing import Any

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from junitparser import JUnitXml
from sarif_pydantic import Sarif  # type: ignore[import-untyped]  # it ships without annotations

from tapstack.findings import Finding, Severity, Status, Waiver, summarize
from tapstack.report import FORMATS, RESTING, drawer
from tests.unit.report.samples import FAILED, drawn

# Characters of every kind, halves of surrogate pairs too, and what some reader would obey.
PARTS = st.sampled_from(["](", "[a](http://b)", "{0}", "<b>", "&amp;", "]]>", "::error::", "\r\n", "=1+1", "%0A", "\\"])
TEXT = st.lists(st.text(st.characters(), max_size=4) | PARTS, max_size=3).map("".join)
NAME = TEXT.map(lambda text: text or "x")
LAYERS = ("template", "lint")
WAIVERS = st.builds(Waiver, NAME, st.none(), st.none(), NAME, NAME, st.dates(), NAME, st.none() | st.integers(1, 9))


@st.composite
def findings(draw: Any) -> Finding:
    status = draw(st.sampled_from(Status))
    return Finding(
        check=draw(NAME),
        layer=draw(st.sampled_from(LAYERS)),
        status=status,
        severity=draw(st.sampled_from(Severity)),
        region=draw(st.sampled_from([None, "us-east-1", "eu-central-1"])),
        resource=draw(st.none() | TEXT),
        path=tuple(draw(st.lists(TEXT | st.integers(0, 2**70), max_size=3))),
        file=draw(NAME),
        line=draw(st.none() | st.integers(1, 10**9)),
        column=draw(st.none() | st.integers(1, 10**9)),
        message=draw(TEXT),
        fix=draw(TEXT),
        source=draw(TEXT),
        controls=tuple(draw(st.lists(TEXT, max_size=30))),
        title=draw(TEXT),
        waiver=draw(WAIVERS) if status is Status.WAIVED else None,
    )


def report(form: str, found: list[Finding]) -> str:
    summary = summarize(
        found,
        tapstack="0.1.0",
        files=[finding.file for finding in found[:1]] or ["t.json"],
        regions=["us-east-1", "eu-central-1"],
        layers=LAYERS,
        as_of="2026-01-01",
    )
    text = drawer(form)(found, summary, True)
    assert drawer(form)(list(found), summary, True) == text
    text.encode()
    return text


@given(st.lists(findings(), max_size=3))
@example([FAILED._replace(message="\ud800", path=(2**70,))])
def test_json(found: list[Finding]) -> None:
    text = report("json", found)
    assert text.isascii()
    assert len(orjson.loads(text)["findings"]) == len(json.loads(text)["findings"]) == len(found)


@given(st.lists(findings(), max_size=3))
def test_sarif(sarif_schema: Any, found: list[Finding]) -> None:
    text = report("sarif", found)
    assert text.isascii()
    document = orjson.loads(text)
    sarif_schema.validate(document)
    (run,) = Sarif.model_validate_json(text).runs
    marks = [result["partialFingerprints"]["tapstack/v1"] for result in document["runs"][0]["results"]]
    assert len(set(marks)) == len(marks) == len(run.results) <= len(found)
    for result in run.results:
        assert "](" not in result.message.text
        assert run.tool.driver.rules[result.rule_index].id == result.rule_id


@given(st.lists(findings(), max_size=3))
def test_junit(found: list[Finding]) -> None:
    text = report("junit", found)
    assert text.isascii()
    xml = JUnitXml.fromstring(text.encode())
    assert sum(len(list(suite)) for suite in xml if suite.name != "tapstack") == len(found)


@given(st.lists(findings(), max_size=3))
def test_csv(found: list[Finding]) -> None:
    text = report("csv", found)
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert [row["status"] for row in rows] == [finding.status.value for finding in found]
    assert all(None not in row and not str(cell).startswith(tuple("=+-@\t\r")) for row in rows for cell in row.values())


@given(st.lists(findings(), max_size=3))
def test_human_and_github(found: list[Finding]) -> None:
    for form in ("human", "github"):
        assert all(line.isprintable() for line in report(form, found).split("\n"))


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in RESTING])
def test_a_huge_text_is_no_error(form: str) -> None:
    huge = "<&é\0" * 500_000
    assert len(drawn(form, [FAILED._replace(message=huge)])) > 500_000
