"""Assessment results in OSCAL: what its model requires, and what an auditor must be able to read from them."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tapstack.findings import Baselined, ControlMatrix, Finding, Status, Summary, counts
from tapstack.findings.summary import with_baseline
from tests.unit.report.controlled import ALIVE, CONTROLS, EAST, FOUND, PROVENANCE, TIME, WEST, evident, told
from tests.unit.report.oscal_model import SCHEMA
from tests.unit.report.samples import FAILED
from tests.unit.report.test_any_text import TEXT, findings

Document = dict[str, Any]
NAMELESS = st.text(st.characters(), max_size=6)


def results(found: Sequence[Finding] = FOUND, run: Summary | None = None) -> Document:
    document: Document = json.loads(evident("oscal", found, run))
    Draft202012Validator(SCHEMA).validate(document)
    made: Document = document["assessment-results"]
    return made


def of(region: str, made: Document | None = None) -> Document:
    (one,) = (each for each in (made or results())["results"] if each["title"].endswith(region))
    return dict(one)


def prop(thing: Document, name: str) -> list[str]:
    return [each["value"] for each in thing["props"] if each["name"] == name]


def every(value: Any, key: str) -> Iterator[Any]:
    """The values under a key, however deep."""
    for name, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        if name == key:
            yield inner
        yield from every(inner, key)


@pytest.mark.parametrize("matrix", [None, CONTROLS, replace(CONTROLS, coverage=(), complete=False)])
def test_it_is_what_the_model_requires(matrix: ControlMatrix | None) -> None:
    results(FOUND, told(controls=matrix))
    results(FOUND, replace(told(controls=matrix), provenance=None))


def test_every_identifier_is_made_once_and_every_reference_leads_somewhere() -> None:
    made = results()
    own = list(every(made, "uuid"))
    distinct = {
        one["uuid"] for each in made["results"] for one in each["local-definitions"]["assessment-assets"]["components"]
    }
    assert (
        len(own) == len(set(own)) + len(distinct) + 1
    )  # the tools and their platform are in the result of each region
    for key in ("observation-uuid", "risk-uuid", "subject-uuid"):
        referred = list(every(made, key))
        assert referred and set(referred) <= set(own)
    assert made["import-ap"]["href"].removeprefix("#") in own


def test_only_what_passes_is_satisfied() -> None:
    states = {
        (each["target"]["target-id"], prop(each, "status")[0]): (
            each["target"]["status"]["state"],
            each["target"]["status"]["reason"],
        )
        for region in (WEST, EAST)
        for each in of(region)["findings"]
    }
    assert states == {
        ("ENC-01", "FAIL"): ("not-satisfied", "fail"),
        ("ENC-01", "WAIVED"): ("not-satisfied", "other"),
        ("NET-01", "PASS"): ("satisfied", "pass"),
        ("RSL-01", "UNKNOWN"): ("not-satisfied", "other"),
        ("RSL-01", "ERROR"): ("not-satisfied", "other"),
    }


def test_what_nobody_judged_is_excluded_and_has_no_finding_but_an_observation_that_says_why() -> None:
    west = of(WEST)
    (selection,) = west["reviewed-controls"]["control-selections"]
    assert selection["exclude-controls"] == [{"control-id": "BKP-08"}]
    assert {"control-id": "BKP-08"} not in selection["include-controls"]
    (seen,) = (one for one in west["observations"] if one["title"].startswith("BKP-08"))
    assert "Lock is 'n'" in seen["description"]


def test_where_nothing_was_judged_nothing_is_satisfied() -> None:
    skipped = replace(CONTROLS, verdicts=tuple(replace(one, status=Status.SKIP) for one in CONTROLS.verdicts))
    west = of(WEST, results([], told([], skipped)))
    assert "findings" not in west
    assert len(west["reviewed-controls"]["control-selections"][0]["exclude-controls"]) == len(CONTROLS.controls)


def test_each_control_and_resource_is_an_observation() -> None:
    seen = [(one["title"], prop(one, "status"), prop(one, "check")) for one in of(WEST)["observations"]]
    assert ("ENC-01 on Bucket in us-west-2: FAIL", ["FAIL"], ["S3-001", "S3-002"]) in seen
    assert ("ENC-01 on Logs in us-west-2: PASS", ["PASS"], ["S3-001"]) in seen
    assert len(seen) == 5


def test_an_observation_says_on_which_resource_and_where_it_stands() -> None:
    west = of(WEST)
    (seen,) = (one for one in west["observations"] if "on Bucket" in one["title"])
    (subject,) = seen["subjects"]
    (item,) = (one for one in west["local-definitions"]["inventory-items"] if one["uuid"] == subject["subject-uuid"])
    assert prop(item, "logical-id") + prop(item, "resource-type") == ["Bucket", "AWS::S3::Bucket"]
    (evidence,) = seen["relevant-evidence"]
    assert evidence["description"] == "lib/t.json:42:5"
    assert evidence["href"] == "lib/t.json#/Resources/Bucket/Properties/a~1b/0"


def test_a_waiver_is_an_approved_deviation_with_owner_and_deadline_and_a_fail_is_an_open_risk() -> None:
    (open_,), (approved,) = of(WEST)["risks"], of(EAST)["risks"]
    assert (open_["status"], open_["remediations"][0]["description"]) == ("open", "Write BucketEncryption.")
    assert (approved["status"], approved["deadline"]) == ("deviation-approved", "2027-01-31T23:59:59Z")
    assert prop(approved, "waiver-owner") == ["team-data"] and "Only logs" in prop(approved, "waiver")[0]
    (finding,) = (one for one in of(EAST)["findings"] if one["target"]["target-id"] == "ENC-01")
    assert finding["related-risks"] == [{"risk-uuid": approved["uuid"]}]


def test_a_clause_says_whether_somebody_verified_it() -> None:
    finding = of(WEST)["findings"][0]
    assert prop(finding, "clause") == ["32(1)"] and prop(finding, "unverified-clause") == ["9(2)"]
    (clause,) = (each for each in finding["props"] if each["name"] == "clause")
    assert (clause["class"], clause["remarks"]) == ("gdpr", "<https://e.org/32>")


def test_it_rests_on_files_with_their_hashes_and_on_parameters() -> None:
    made = results()
    linked = {link["href"]: link["hashes"][0]["value"][0] for link in every(made, "rlinks") for link in link}
    assert linked == {"lib/t.json": "a", "rules/a.guard": "b", "rules/controls.yaml": "c", "rules/waivers.yaml": "d"}
    assert prop(of(WEST, made), "parameter") == ['"prod"', '"****"', '["a", "b"]', "null"]
    assert prop(of(WEST, made), "as-of") == ["2026-01-01"]


def test_what_a_baseline_hid_is_said() -> None:
    assert prop(
        of(WEST, results(FOUND, with_baseline(told(), Baselined("b", counts([FAILED]), 0)))), "hidden-by-baseline"
    ) == ["1"]


def test_two_runs_differ_in_nothing_but_the_time() -> None:
    later = replace(told(), provenance=replace(PROVENANCE, time="2027-05-05T01:02:03Z"))
    text, again = evident("oscal"), evident("oscal", FOUND, later)
    assert text != again
    assert text.replace(TIME, "T") == again.replace("2027-05-05T01:02:03Z", "T")


@pytest.mark.parametrize(
    "change",
    [
        lambda: (FOUND[1:], told()),
        lambda: ([FOUND[1]._replace(message="Otherwise."), FOUND[0], *FOUND[2:]], told()),
        lambda: (FOUND, replace(told(), as_of="2026-01-02")),
        lambda: (FOUND, replace(told(), provenance=replace(PROVENANCE, tools={"tapstack": "0.2.0"}))),
    ],
    ids=["a finding less", "another message", "another day", "another tool"],
)
def test_another_content_is_another_document(change: Any) -> None:
    assert results(*change())["uuid"] != results()["uuid"]


def test_ids_that_are_no_tokens_become_some() -> None:
    odd = replace(ALIVE, id="1. Rule (a)")
    matrix = replace(CONTROLS, controls=(odd,), verdicts=(replace(CONTROLS.verdicts[-1], control=odd.id),))
    found = [FOUND[6]._replace(controls=(odd.id,))]
    (finding,) = of(EAST, results(found, told(found, matrix)))["findings"]
    assert finding["target"]["target-id"] == "_1.-Rule--a-"
    assert prop(finding, "control") == ["1. Rule (a)"]


def test_markup_in_a_text_stays_text() -> None:
    found = [FOUND[1]._replace(message="<script>*x*</script> [a](http://b) \x1b \ud800")]
    (seen,) = (one for one in of(WEST, results(found))["observations"] if "on Bucket" in one["title"])
    assert not re.search(r"(?<!\\)[<*\[]", seen["description"].replace("<http://b>", ""))


@given(st.lists(findings(), max_size=3), TEXT, NAMELESS)
def test_whatever_the_findings_say(found: list[Finding], title: str, number: str) -> None:
    clause = replace(CONTROLS.controls[0].clauses[0], number=number, framework=title)
    odd = replace(CONTROLS.controls[0], title=title, meaning=title, clauses=(clause,))
    ours = [finding._replace(controls=("ENC-01",), region=finding.region and WEST) for finding in found]
    results(ours, told(ours, replace(CONTROLS, controls=(odd, *CONTROLS.controls[1:]))))
