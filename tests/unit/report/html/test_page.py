"""The report as a document: whole, closed to the outside, and saying everything that was found."""

import base64
import hashlib
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapstack.findings import Severity, Status, Trend
from tapstack.findings.exhibits import Exhibits
from tapstack.report.html.page import page
from tests.unit.report.controlled import CONTROLS
from tests.unit.report.html import hostile
from tests.unit.report.html.parsed import Element, parsed
from tests.unit.report.html.samples import EXHIBITS, FINDINGS, TREND, bare, drawn, run, whole
from tests.unit.report.samples import ALL, FAILED, WAIVED, summary
from tests.unit.report.test_any_text import findings as any_findings

LOADING = {"src", "srcset", "srcdoc", "action", "formaction", "background", "poster", "ping", "xlink:href", "data"}


@pytest.fixture(scope="module")
def document() -> Element:
    return parsed(drawn())


def everything() -> list[str]:
    return [drawn(), bare(), bare(ALL), page(*hostile.run())]


@pytest.mark.parametrize("text", everything(), ids=["whole", "nothing", "findings", "hostile"])
def test_it_is_one_closed_document(text: str) -> None:
    document = parsed(text)
    assert text.startswith("<!doctype html>\n<html")
    (script,), (style,) = document.all("script"), document.all("style")
    for element in document.all():
        assert not LOADING & set(element.attributes), element
        assert "style" not in element.attributes, element
        assert not [name for name in element.attributes if name.startswith("on")], element
        assert element.tag == "a" or "href" not in element.attributes or element.attributes["href"] == "data:,"
    (policy,) = (one.attributes["content"] for one in document.all("meta") if "http-equiv" in one.attributes)
    assert policy.startswith("default-src 'none'; ")
    for kind, element in (("script", script), ("style", style)):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy


@pytest.mark.parametrize("text", everything(), ids=["whole", "nothing", "findings", "hostile"])
def test_every_id_is_there_once_and_every_link_inside_leads_somewhere(text: str) -> None:
    document = parsed(text)
    ids = Counter(one.id for one in document.all() if one.id)
    assert set(ids.values()) == {1}
    inner = {one.attributes["href"] for one in document.all("a") if one.attributes["href"].startswith("#")}
    assert {name[1:] for name in inner} <= set(ids)
    named = ("aria-controls", "aria-labelledby", "aria-describedby")
    asked = {value for one in document.all() for name in named if (value := one.attributes.get(name))}
    assert asked <= set(ids)


def test_links_outside_are_web_pages_only() -> None:
    document = parsed(page(*hostile.run()))
    outer = {one.attributes["href"] for one in document.all("a") if not one.attributes["href"].startswith("#")}
    assert outer and all(address.startswith("https://") for address in outer)


@settings(max_examples=15)
@given(st.lists(any_findings(), max_size=3))
def test_whatever_a_finding_says_it_adds_no_element_and_is_drawn_twice_alike(found) -> None:
    text = bare(found)
    assert text == bare(list(found))
    text.encode()
    harmless = [one._replace(**dict.fromkeys(("message", "fix", "title", "source"), "x")) for one in found]
    tags = Counter(one.tag for one in parsed(text).all() if one.tag != "a")
    expected = Counter(one.tag for one in parsed(bare(harmless)).all() if one.tag != "a")
    # A check's own words are told once more where all its verdicts say the same.
    assert {name for name in tags if tags[name] != expected[name]} <= {"p"}


def test_every_finding_is_there_with_what_it_says_and_its_place(document: Element) -> None:
    found = document.all("article", "finding")
    # S3-002 fails, one is about nothing, one is unknown, one error, one waived.
    assert len(found) == 5
    (failed,) = (one for one in found if "S3-002" in one.text)
    for said in (
        "S3-002 says FAIL.",
        "Write BucketEncryption.",
        "lib/t.json:42:5",
        "in us-west-2",
        "Bucket in us-west-2",
    ):
        assert said in failed.text
    (here,) = failed.all("span", "here")
    assert here.text == '42"Line42": "value 42",\n'
    assert [one.text for one in here.all("mark")] == ['"Line42"']
    assert [one.attributes["href"] for one in failed.all("a", "follow")] == ["#resource-us-west-2-Bucket"]
    assert [one.attributes["href"] for one in failed.all("a", "chip")][-1] == "#control-ENC-01"


def test_the_worst_comes_first() -> None:
    document = parsed(bare(ALL))
    statuses = [one.all("span", "status")[0].text for one in document.all("article", "finding")]
    assert statuses[:2] == ["ERROR", "FAIL"]
    levels = [one.attributes["data-level"] for one in document.all("article", "finding")]
    assert levels == sorted(levels, key=["error", "warning", "info"].index)


def test_what_passed_and_was_skipped_is_named_with_its_check_and_regions(document: Element) -> None:
    (check,) = (one for one in document.all("details", "check") if one.all("b")[0].text == "S3-001")
    assert [one.text for one in check.all("span", "mini")] == ["2 PASS", "1 SKIP", "1 WAIVED"]
    said = [" ".join(one.text.split()) for one in check.all("p")]
    assert said[:4] == [
        "WAIVED in us-east-1: Bucket",
        "PASS in us-west-2: Bucket, Logs",
        "SKIP in us-east-1: Key",
        "Controls ENC-01 ENC-02",
    ]


def test_a_layer_that_gave_no_verdict_is_named(document: Element) -> None:
    assert "This layer ran and gave no verdict." in document.by_id("checks").text
    assert {"template", "lint"} <= {one.text for one in document.by_id("checks").all("h3")}


def test_controls_stand_by_region_with_clauses_of_which_the_assumed_are_marked(document: Element) -> None:
    row = document.by_id("control-ENC-01")
    assert [one.text for one in row.all("span", "status")] == ["FAIL", "WAIVED"]
    assert [one.text for one in row.all("span", "clause")] == ["32(1)", "9(2) (assumed)"]
    assert [one.text for one in row.all("span", "assumed")] == ["9(2) (assumed)"]
    more = document.by_id("control-ENC-01-more").text
    assert "So that nobody reads them." in more and "https://e.org/32" in more and "rules/controls.yaml:3" in more
    assert "when Lock is 'y'" in document.by_id("control-BKP-08-more").text
    assert "It must hold while Lock is 'y'; Lock is 'n'." in document.by_id("control-BKP-08-more").text


def test_frameworks_count_their_controls_in_each_region_and_the_verified_mappings(document: Element) -> None:
    (table,) = document.all("table", "frameworks")
    rows = [
        [" ".join(cell.text.split()) for cell in row.children if isinstance(cell, Element)] for row in table.all("tr")
    ]
    assert rows[1] == ["GDPR2016/679", "2", "2", "2 of 2", "1 FAIL1 SKIP", "1 SKIP1 WAIVED"]
    assert rows[2][2:4] == ["3", "0 of 3"]


def test_a_clause_that_asks_for_no_control_says_so(document: Element) -> None:
    (gdpr, _) = document.by_id("controls").all("details", "clauses-of")[:2]
    assert [one.text for one in gdpr.all("span", "empty")] == ["no control"]


def test_a_type_that_nothing_looks_at_is_no_pass() -> None:
    lost = replace(CONTROLS.coverage[0], controls=(), exemption="")
    text = page(FINDINGS, replace(whole(), controls=replace(CONTROLS, coverage=(lost,))))
    (row,) = (one for one in parsed(text).all("tr") if one.text.startswith("AWS::S3::Bucket"))
    assert " ".join(row.text.split()).endswith("FAIL nothing")


def test_each_resource_says_what_it_needs_and_what_was_found_of_it(document: Element) -> None:
    entry = document.by_id("resource-us-west-2-Bucket")
    said = " ".join(entry.text.split())
    for part in ("lib/t.json:42, made in step 2", "NeedsKey Needed byAlarm", "PASS S3-001", "FAIL S3-002"):
        assert part in said
    assert "Bucket in us-east-1, by ReplicationConfiguration.Rules[0].Destination.Bucket (creation)" in said
    assert "(run time, not known to be there)" in document.by_id("resource-us-east-1-Alarm").text
    assert (
        "arn:aws:sns:us-east-1::gone in us-east-1, by Topic (run time, not there)"
        in document.by_id("resource-us-west-2-Logs").text
    )


def test_the_picture_has_a_box_for_each_resource_and_a_line_for_each_link_that_leads_to_one(document: Element) -> None:
    picture = document.by_id("picture")
    assert len(picture.all("a", "box")) == 8
    assert [len(one.all("path")) for one in picture.all("g", "lines")] == [6, 2]
    assert "1 reference between regions lead" in " ".join(picture.text.split())


def test_drills_say_what_was_measured_expected_and_required(document: Element) -> None:
    drill = document.by_id("drill-region-loss")
    rows = [" ".join(one.text.split()) for one in drill.all("table", "figures")[0].all("tr")]
    assert rows[1:] == ["failover RTO10060 to 300at most 360PASS", "lost30 to 5PASS"]
    assert len(drill.all("circle")) == 4
    assert [one.text for one in drill.all("tr")][-1] == "130producerswrite to the east"
    assert "3 not replicated yet" in drill.text
    failed = document.by_id("drill-poison")
    assert "open" in failed.attributes and "gives up is never" in failed.text and "KeyError: x" in failed.text
    assert "gives upnever0 to 9FAIL" in " ".join(failed.text.split())


def test_waivers_say_who_why_until_when_and_what(document: Element) -> None:
    (row,) = (one for one in document.by_id("waivers").all("tr") if "item" in one.attributes.get("class", ""))
    said = " ".join(row.text.split())
    for part in (
        "S3-001",
        "Bucket in every region",
        "Only logs",
        "team-data",
        "2027-01-31",
        "395 days left",
        "rules/waivers.yaml:7",
    ):
        assert part in said


def test_of_a_trend_every_run_is_in_the_table_and_a_line_needs_two(document: Element) -> None:
    trend = document.by_id("trend")
    assert [one.text[:19] for one in trend.all("tbody")[0].all("tr")] == ["2026-01-02 10:00:00", "2026-01-01 10:00:00"]
    assert len(trend.all("path")) == 4
    single = parsed(drawn(exhibits=replace(EXHIBITS, trend=Trend("h", TREND.points[:1])))).by_id("trend")
    assert not single.all("path") and len(single.all("tr")) == 2
    assert "One run is recorded in h." in single.text


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("controls", "No controls were judged"),
        ("findings", "Nothing was found that a reader should look at."),
        ("picture", "No stacks were drawn in this run."),
        ("drills", "No drills were carried out in this run."),
        ("waivers", "No FAIL of this run is waived."),
        ("trend", "no earlier run is recorded"),
        ("origin", "did not record what its verdicts rest on"),
    ],
)
def test_what_is_not_there_is_said_not_to_be_there(section: str, said: str) -> None:
    assert said in " ".join(parsed(bare()).by_id(section).text.split())


@pytest.mark.parametrize(
    ("found", "headline"),
    [
        ([FAILED], "Failed"),
        ([FAILED._replace(severity=Severity.WARNING)], "Passed"),
        ([FAILED._replace(status=Status.SKIP)], "Nothing was checked"),
        ([], "Nothing was checked"),
    ],
)
def test_the_headline_is_how_the_run_ended(found, headline: str) -> None:
    document = parsed(bare(found))
    assert document.all("h1")[0].text == f"Verdict: {headline}"


def test_secret_parameters_are_stars_and_hashes_are_whole(document: Element) -> None:
    origin = document.by_id("origin").text
    for said in ("a" * 64, "rules/a.guard", "c" * 64, "Word****", "Zonesa, b", "Vpcnot known", "cfn-lint 1.58.0"):
        assert said in origin


def test_many_runs_are_cut_to_the_newest() -> None:
    points = tuple(run(f"2026-01-01T10:{minute:02}:00Z", FAIL=minute) for minute in range(60)) + TREND.points
    trend = parsed(drawn(exhibits=replace(EXHIBITS, trend=Trend("h", points)))).by_id("trend")
    assert "The last 60 runs of 62 in h." in trend.text
    assert len(trend.all("tbody")[0].all("tr")) == 60


def test_a_place_outside_the_text_has_no_excerpt() -> None:
    text = page([FAILED._replace(line=999)], replace(whole([FAILED]), exhibits=Exhibits(EXHIBITS.sources)))
    assert not parsed(text).all("figure", "excerpt")


def test_a_waived_finding_says_so_where_it_stands() -> None:
    (article,) = parsed(page([WAIVED], summary([WAIVED]))).all("article", "finding")
    assert "Waived: Only logs (team-data, until 2027-01-31; rules/waivers.yaml:7)" in article.text


def test_a_thousand_resources_and_twenty_thousand_verdicts_are_less_than_three_megabytes() -> None:
    many = [
        FAILED._replace(
            status=Status.PASS, check=f"T-{check:03}", resource=f"SomewhatLongResource{number}", region=region
        )
        for check in range(50)
        for number in range(200)
        for region in ("us-west-2", "us-east-1")
    ]
    assert len(bare(many).encode()) < 3_000_000


def test_what_does_not_print_is_written_as_it_would_be_in_python() -> None:
    text = page(*hostile.run())
    assert [letter for letter in text if not letter.isprintable() and letter != "\n"] == []
    assert "\\u202e\\x00\\x1b]0;x\\x07\\ud800" in text
