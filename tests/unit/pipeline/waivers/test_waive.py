"""A waiver accepts exactly the FAILs that it means; an expired or unneeded one is a finding itself."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tapstack.config import Configuration, ConfiguredTemplate
from tapstack.findings import Finding, Severity, Status, Waiver, exit_code, fingerprints
from tapstack.pipeline import Request
from tapstack.pipeline.waivers import waive

TODAY = date(2026, 11, 24)
REQUEST = Request("t.json", ("eu-central-1", "us-east-1"), ("template", "lint", "policy"), as_of=TODAY)
CONFIGURATION = Configuration(
    regions=("eu-central-1", "us-east-1"), templates=(ConfiguredTemplate("t.json"),), waivers=("w.yaml",)
)
FAIL = Finding(
    check="S3-ENC",
    layer="policy",
    status=Status.FAIL,
    severity=Severity.ERROR,
    region="us-east-1",
    resource="Bucket",
    path=("Resources", "Bucket"),
    file="t.json",
    line=3,
    column=5,
    message="wrong",
    fix="right",
    source="documentation",
)
PASS = FAIL._replace(check="OTHER", status=Status.PASS, resource="Queue")
WAIVER = Waiver("S3-ENC", "Bucket", "us-east-1", "known", "team", TODAY, "w.yaml", 7)


def waived(
    findings: list[Finding], *waivers: Waiver, request: Request = REQUEST, configuration: Configuration = CONFIGURATION
) -> list[Finding]:
    return waive([(request, findings)], waivers, configuration)


def about_waivers(found: list[Finding], *statuses: Status) -> list[tuple[str, str]]:
    wanted = statuses or (Status.FAIL,)
    return [
        (finding.check, finding.message) for finding in found if finding.file == "w.yaml" and finding.status in wanted
    ]


@pytest.mark.parametrize(
    "change",
    [{}, {"resource": None}, {"region": None}, {"resource": None, "region": None}, {"expiry": date(2026, 11, 25)}],
    ids=str,
)
def test_a_fail_that_a_waiver_means_is_waived_and_otherwise_stays_as_it_was(change: dict[str, Any]) -> None:
    waiver = replace(WAIVER, **change)
    first = waived([FAIL], waiver)[0]
    assert first == FAIL._replace(status=Status.WAIVED, waiver=waiver)


@pytest.mark.parametrize("severity", Severity)
def test_a_fail_of_any_severity_can_be_waived(severity: Severity) -> None:
    assert waived([FAIL._replace(severity=severity)], WAIVER)[0].status is Status.WAIVED


@pytest.mark.parametrize(
    "change",
    [
        {"rule": "S3-ENCR"},
        {"rule": "s3-enc"},
        {"resource": "Queue"},
        {"region": "eu-central-1"},
        {"expiry": date(2026, 11, 23)},
    ],
    ids=str,
)
def test_no_other_fail_is_waived(change: dict[str, Any]) -> None:
    assert waived([FAIL], replace(WAIVER, **change))[0] == FAIL


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.FAIL])
def test_nothing_but_a_fail_is_waived(status: Status) -> None:
    finding = FAIL._replace(status=status)
    assert waived([finding], WAIVER)[0] == finding


@pytest.mark.parametrize(
    ("finding", "waiver", "accepted"),
    [
        ({"region": None}, {"region": None}, True),
        ({"region": None}, {"region": "us-east-1"}, False),
        ({"resource": None}, {"resource": None}, True),
        ({"resource": None}, {"resource": "Bucket"}, False),
    ],
    ids=str,
)
def test_what_fails_as_a_whole_is_waived_only_as_a_whole(
    finding: dict[str, Any], waiver: dict[str, Any], accepted: bool
) -> None:
    found = waived([FAIL._replace(**finding), PASS._replace(resource="Bucket")], replace(WAIVER, **waiver))
    assert (found[0].status is Status.WAIVED) is accepted
    part = next(iter(finding))
    said = f"The FAIL of S3-ENC is about no {part} alone, and the waiver names {getattr(WAIVER, part)}."
    assert about_waivers(found) == ([] if accepted else [("WAIVER-002", said)])


def test_the_narrowest_waiver_in_force_is_shown_and_every_one_that_means_the_fail_is_needed() -> None:
    waivers = [
        replace(WAIVER, resource=None, region=None),
        replace(WAIVER, region=None),
        replace(WAIVER, expiry=date(2026, 1, 1)),
    ]
    found = waived([FAIL], *waivers)
    assert found[0].waiver == waivers[1]
    assert {check for check, _ in about_waivers(found)} == {"WAIVER-001"}


def test_an_expired_waiver_is_a_warning_that_says_what_it_no_longer_accepts() -> None:
    found = waived(
        [FAIL, FAIL._replace(path=("Resources", "Bucket", "Properties"))], replace(WAIVER, expiry=date(2026, 1, 31))
    )
    (about,) = [finding for finding in found if finding.file == "w.yaml"]
    assert about.message == (
        "2026-01-31 was the last day of the waiver of S3-ENC for Bucket in us-east-1 (owner: team)."
        " It no longer accepts 2 FAILs."
    )
    assert (about.check, about.layer, about.status, about.severity) == ("WAIVER-001", "policy", "FAIL", "warning")
    assert (about.line, about.resource, about.region) == (7, "Bucket", "us-east-1")
    assert exit_code(found) == 1


def test_waivers_in_order_are_counted_as_passed() -> None:
    found = waived([FAIL], WAIVER)
    assert about_waivers(found, Status.PASS) == [
        ("WAIVER-001", "The waiver of S3-ENC for Bucket in us-east-1 holds until 2026-11-24."),
        ("WAIVER-002", "The waiver of S3-ENC for Bucket in us-east-1 accepts 1 FAIL."),
    ]
    assert len(found) == 3
    assert exit_code(found, ("warning", "unknown")) == 0


def test_a_baseline_that_knows_one_waiver_does_not_hide_another() -> None:
    one, other = (waived([PASS], replace(WAIVER, rule=rule, resource="Queue"))[-1] for rule in ("ONE", "OTHER"))
    assert fingerprints([one]) != fingerprints([other])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"resource": "Queue"}, "Nothing fails S3-ENC for Queue in us-east-1."),
        ({"resource": "Buket"}, "No verdict is about a resource 'Buket'. Did you mean 'Bucket'?"),
        ({"region": "eu-central-1"}, "Nothing fails S3-ENC for Bucket in eu-central-1."),
        ({"rule": "S3-ENCR"}, "No check that ran has the id 'S3-ENCR'. Did you mean 'S3-ENC'?"),
        ({"rule": "OTHER", "resource": None, "region": None}, "Nothing fails OTHER."),
    ],
    ids=str,
)
def test_a_waiver_that_accepts_nothing_is_a_warning_that_says_why(change: dict[str, Any], said: str) -> None:
    waiver = replace(WAIVER, **change)
    found = waived([FAIL, PASS], waiver)
    assert about_waivers(found) == [("WAIVER-002", said)]
    (about,) = [finding for finding in found if finding.check == "WAIVER-002"]
    assert (about.layer, about.severity, about.line, about.region) == ("policy", "warning", 7, waiver.region)


LINT = PASS._replace(check="LINT", layer="lint")
TEMPLATE = PASS._replace(check="TPL-010", layer="template")


@pytest.mark.parametrize(
    ("rule", "layer"), [("E3004", "lint"), ("W2001", "lint"), ("TPL-034", "template"), ("FN-003", "template")]
)
def test_a_finding_about_a_waiver_stands_in_the_layer_of_its_rule(rule: str, layer: str) -> None:
    found = waived([LINT, TEMPLATE, PASS], replace(WAIVER, rule=rule, resource="Queue"))
    assert {finding.layer for finding in found if finding.file == "w.yaml"} == {layer}


@pytest.mark.parametrize(
    ("waiver", "judged"),
    [
        ({"rule": "E3004"}, [PASS]),
        ({"rule": "TPL-034"}, [PASS, LINT]),
        ({"region": "eu-west-1"}, [PASS, FAIL]),
        ({"rule": "POLICY-003"}, [LINT, PASS._replace(status=Status.SKIP)]),
        ({"rule": "E3004"}, [PASS, LINT._replace(check="LINT-ERROR", status=Status.ERROR)]),
        ({"rule": "E3004"}, [PASS, LINT._replace(status=Status.UNKNOWN)]),
        ({"rule": "S3-ENCR"}, [PASS._replace(status=Status.SKIP)]),
    ],
    ids=["layer", "other layer", "region", "only skipped", "broken", "unknown", "nothing judged"],
)
@pytest.mark.parametrize("expiry", [TODAY, date(2026, 1, 1)], ids=["in force", "expired"])
def test_a_waiver_about_what_was_not_judged_says_nothing(
    waiver: dict[str, Any], judged: list[Finding], expiry: date
) -> None:
    found = waived(judged, replace(WAIVER, **waiver, expiry=expiry))
    assert found == judged


def test_an_id_that_nobody_knows_is_told_only_where_the_policy_rules_were_asked() -> None:
    unknown = replace(WAIVER, rule="S3-ENCR")
    assert about_waivers(waived([LINT, PASS._replace(status=Status.SKIP)], unknown)) != []
    assert waived([LINT], unknown, request=replace(REQUEST, layers=("template", "lint"))) == [LINT]


@pytest.mark.parametrize("status", [Status.UNKNOWN, Status.ERROR])
@pytest.mark.parametrize("change", [{}, {"region": None}, {"resource": None}], ids=str)
def test_a_waiver_of_what_may_fail_is_not_called_unneeded(status: Status, change: dict[str, Any]) -> None:
    found = waived([FAIL._replace(status=status, **change), PASS], WAIVER)
    assert about_waivers(found) == []
    assert about_waivers(found, Status.SKIP) == [
        ("WAIVER-002", "Whether anything needs the waiver of S3-ENC for Bucket in us-east-1 is not known.")
    ]


TWO = replace(CONFIGURATION, templates=(ConfiguredTemplate("t.json"), ConfiguredTemplate("u.json")))
GIVEN = replace(CONFIGURATION, templates=(ConfiguredTemplate("t.json", {"Stage": "prod"}),))
NONE = Configuration(waivers=("w.yaml",))


@pytest.mark.parametrize(
    ("configuration", "request_", "waiver", "decided"),
    [
        (CONFIGURATION, REQUEST, {}, True),
        (TWO, REQUEST, {}, False),
        (GIVEN, REQUEST, {}, False),
        (GIVEN, replace(REQUEST, parameters={"Stage": "prod"}), {}, True),
        (CONFIGURATION, replace(REQUEST, regions=("us-east-1",)), {}, True),
        (CONFIGURATION, replace(REQUEST, regions=("us-east-1",)), {"region": None}, False),
        (NONE, REQUEST, {}, True),
        (NONE, REQUEST, {"resource": "Elsewhere"}, True),
        (NONE, REQUEST, {"resource": None}, True),
    ],
    ids=["whole", "one of two", "other parameters", "its parameters", "its region", "one of two regions",
         "resource there", "resource elsewhere", "no resource"],
)  # fmt: skip
def test_a_waiver_is_called_unneeded_only_by_a_run_that_judged_all_it_may_mean(
    configuration: Configuration, request_: Request, waiver: dict[str, Any], decided: bool
) -> None:
    passed = FAIL._replace(status=Status.PASS)
    found = waived([passed], replace(WAIVER, **waiver), request=request_, configuration=configuration)
    assert bool(about_waivers(found)) is decided
    assert bool(about_waivers(found, Status.SKIP)) is not decided


def test_every_configured_template_together_decides() -> None:
    other = replace(REQUEST, file="u.json")
    results = [(REQUEST, [FAIL._replace(status=Status.PASS)]), (other, [PASS])]
    assert about_waivers(waive(results, [WAIVER], TWO)) == [
        ("WAIVER-002", "Nothing fails S3-ENC for Bucket in us-east-1.")
    ]


def test_a_foreign_template_is_not_waived_unless_none_is_configured() -> None:
    foreign = replace(REQUEST, file="other.json")
    assert waived([FAIL], WAIVER, request=foreign) == [FAIL]
    assert waived([FAIL], WAIVER, request=foreign, configuration=NONE)[0].status is Status.WAIVED
    results = [(REQUEST, [FAIL]), (foreign, [FAIL])]
    assert [f.status for f in waive(results, [WAIVER], CONFIGURATION) if f.check == "S3-ENC"] == [
        Status.FAIL,
        Status.WAIVED,
    ]


def test_without_waivers_nothing_changes() -> None:
    assert waived([FAIL, PASS]) == [FAIL, PASS]
