"""How a control stands in each region, and what is said of the controls themselves."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tapstack.config import Configuration, ConfiguredTemplate
from tapstack.findings import (
    Clause,
    Control,
    ControlMatrix,
    ControlVerdict,
    Exemption,
    Finding,
    Framework,
    FrameworkClause,
    HoldsWhen,
    Severity,
    Status,
    TypeCoverage,
)
from tapstack.pipeline import Request
from tapstack.pipeline.controls import controlled
from tapstack.pipeline.controls.book import Book
from tapstack.pipeline.controls.holding import not_asked

EU, US = REGIONS = ("eu-central-1", "us-east-1")
TEMPLATE = {
    "Parameters": {
        "Lock": {"Type": "String", "Default": "NONE", "AllowedValues": ["NONE", "HARD"]},
        "Days": {"Type": "Number", "Default": "0"},
        "Id": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/x"},
    },
    "Conditions": {"Never": {"Fn::Equals": ["a", "b"]}},
    "Resources": {
        "Bucket": {"Type": "AWS::S3::Bucket"},
        "Archive": {"Type": "AWS::S3::Bucket"},
        "Queue": {"Type": "AWS::SQS::Queue", "Condition": "Never"},
    },
}
GDPR = Framework("gdpr", "GDPR", "2016", "s", (FrameworkClause("32(1)", "Encrypted"),))
CONTROL = Control(
    "ENC-01", "t", "m", Severity.ERROR, "f", ("RULE",), (Clause("gdpr", "32(1)", False),), file="c.yaml", line=7
)
BOOK = Book((CONTROL,), (GDPR,))
PASS = Finding(
    check="RULE",
    layer="policy",
    status=Status.PASS,
    severity=Severity.ERROR,
    region=EU,
    resource="Bucket",
    path=("Resources", "Bucket"),
    file="t.json",
    line=3,
    column=1,
    message="m",
    fix="f",
    source="rules/r.guard:4",
    controls=("ENC-01",),
)
REQUEST = Request("t.json", REGIONS, ("policy", "truths"), configured=True, rule_paths=("rules",))
CONFIGURATION = Configuration(regions=REGIONS, templates=(ConfiguredTemplate("t.json"),), rules=("rules",))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.json").write_text(json.dumps(TEMPLATE, indent=1))
    return tmp_path


def judged(
    *findings: Finding, book: Book = BOOK, request: Request = REQUEST, configuration: Configuration = CONFIGURATION
) -> tuple[list[Finding], ControlMatrix]:
    found, matrix = controlled(findings, [request], book, configuration)
    assert matrix is not None
    return found, matrix


def said(number: int, *findings: Finding, **how: Any) -> list[tuple[str, str]]:
    """What CONTROL-``number`` said: status and message."""
    found, _ = judged(*findings, **how)
    return [(one.status.value, one.message) for one in found if one.check == f"CONTROL-{number:03}"]


def verdicts(*findings: Finding, **how: Any) -> list[str]:
    _, matrix = judged(*findings, **how)
    return [one.status.value for one in matrix.verdicts]


def with_control(**changes: Any) -> Book:
    return replace(BOOK, controls=(replace(CONTROL, **changes),))


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ("PASS", "PASS"),
        ("SKIP", "SKIP"),
        ("PASS SKIP", "PASS"),
        ("PASS WAIVED SKIP", "WAIVED"),
        ("PASS WAIVED UNKNOWN", "UNKNOWN"),
        ("PASS WAIVED UNKNOWN FAIL", "FAIL"),
        ("PASS WAIVED UNKNOWN FAIL ERROR", "ERROR"),
    ],
)
def test_the_worst_verdict_of_its_checks_in_a_region_is_that_of_the_control(statuses: str, expected: str) -> None:
    findings = [PASS._replace(status=Status(name)) for name in statuses.split()]
    assert verdicts(*findings, PASS._replace(region=US)) == [expected, "PASS"]


def test_a_verdict_without_a_region_counts_in_each() -> None:
    _, matrix = judged(PASS, PASS._replace(region=None, status=Status.FAIL))
    assert [(one.region, one.status, one.counts["PASS"], one.counts["FAIL"]) for one in matrix.verdicts] == [
        (EU, Status.FAIL, 1, 1),
        (US, Status.FAIL, 0, 1),
    ]
    assert matrix.counts[US] == {"PASS": 0, "FAIL": 1, "SKIP": 0, "UNKNOWN": 0, "ERROR": 0, "WAIVED": 0}


@pytest.mark.parametrize("check", ["TRUTH-999", "NOWHERE"])
def test_a_control_does_not_pass_while_one_of_its_checks_was_not_judged(check: str) -> None:
    _, matrix = judged(PASS, book=with_control(checks=("RULE", check)))
    assert matrix.verdicts[0].status is Status.UNKNOWN
    assert matrix.verdicts[0].why == f"Not judged in this run: {check}."


def test_a_check_whose_layer_ran_and_had_nothing_to_say_is_judged() -> None:
    assert verdicts(PASS, book=with_control(checks=("RULE", "S3-001"))) == ["PASS", "SKIP"]


def test_a_check_whose_layer_did_not_run_is_not_judged() -> None:
    assert verdicts(PASS, book=with_control(checks=("RULE", "LINK-001")))[0] == "UNKNOWN"


@pytest.mark.parametrize(
    ("holds_when", "parameters", "why"),
    [
        (HoldsWhen("Lock", ("HARD",)), {}, "It must hold while Lock is 'HARD'; Lock is 'NONE'."),
        (HoldsWhen("Lock", ("HARD", "NONE")), {}, ""),
        (HoldsWhen("Lock", ("HARD",)), {"Lock": "HARD"}, ""),
        (HoldsWhen("Days", ("0",), otherwise=True), {}, "It must hold while Days is not '0'; Days is '0'."),
        (HoldsWhen("Days", ("0",), otherwise=True), {"Days": "3"}, ""),
        (HoldsWhen("Id", ("x",)), {}, ""),
        (HoldsWhen("Missing", ("x",)), {}, ""),
    ],
)
def test_a_control_that_the_parameters_do_not_ask_for_is_skipped_and_says_so(
    holds_when: HoldsWhen, parameters: dict[str, str], why: str
) -> None:
    book = with_control(holds_when=(holds_when,))
    request = replace(REQUEST, parameters=parameters)
    _, matrix = judged(PASS, PASS._replace(region=US), book=book, request=request)
    assert [one.why for one in matrix.verdicts] == [why, why]
    assert {one.status for one in matrix.verdicts} == {Status.SKIP if why else Status.PASS}


def test_a_control_must_hold_if_one_of_the_templates_asks_for_it() -> None:
    control = replace(CONTROL, holds_when=(HoldsWhen("Lock", ("HARD",)),))
    assert (
        not_asked(control, [{"Lock": "NONE"}, {"Lock": "SOFT"}]) == "It must hold while Lock is 'HARD'; Lock is 'NONE'."
    )
    assert not_asked(control, [{"Lock": "NONE"}, {"Lock": "HARD"}]) == ""


@pytest.mark.parametrize("status", [Status.FAIL, Status.ERROR, Status.WAIVED])
def test_what_speaks_against_a_control_is_told_even_where_it_is_not_asked_for(status: Status) -> None:
    book = with_control(holds_when=(HoldsWhen("Lock", ("HARD",)),))
    assert verdicts(PASS._replace(status=status), book=book)[0] == status


def test_findings_are_marked_with_the_controls_that_they_count_for() -> None:
    truth = PASS._replace(check="S3-001", layer="truths", controls=())
    other = replace(CONTROL, id="ENC-02", checks=("RULE",))
    book = replace(BOOK, controls=(replace(CONTROL, checks=("RULE", "S3-001")), other))
    found, _ = judged(PASS, truth, book=book)
    assert [one.controls for one in found[:2]] == [("ENC-01", "ENC-02"), ("ENC-01",)]


def test_without_a_book_or_a_configured_template_nothing_changes() -> None:
    assert controlled([PASS], [REQUEST], None, CONFIGURATION) == ([PASS], None)
    foreign = replace(REQUEST, configured=False)
    assert controlled([PASS], [foreign], BOOK, CONFIGURATION) == ([PASS], None)
    assert controlled([PASS], [replace(REQUEST, rule_paths=("other",))], BOOK, CONFIGURATION) == ([PASS], None)


def test_a_foreign_template_beside_ours_counts_for_no_control() -> None:
    foreign = replace(REQUEST, file="f.json", configured=False)
    failed = PASS._replace(file="f.json", status=Status.FAIL)
    _, matrix = controlled([PASS, failed], [REQUEST, foreign], BOOK, CONFIGURATION)
    assert [one.status for one in matrix.verdicts] == [Status.PASS, Status.SKIP]


def test_a_control_without_a_check_fails() -> None:
    found, _ = judged(PASS._replace(controls=()), book=with_control(checks=()))
    (fault,) = [one for one in found if one.check == "CONTROL-001"]
    assert (fault.status, fault.severity, fault.file, fault.line) == (Status.FAIL, Severity.ERROR, "c.yaml", 7)
    assert fault.message == "Nothing judges ENC-01: it names no check."
    assert said(1, PASS) == [("PASS", "Every control has a check.")]


def test_two_controls_of_one_id_fail() -> None:
    book = replace(BOOK, controls=(CONTROL, replace(CONTROL, line=9)))
    found, _ = judged(PASS, book=book)
    (fault,) = [one for one in found if one.check == "CONTROL-002"]
    assert (fault.status, fault.line) == (Status.FAIL, 9)
    assert fault.message == "A control ENC-01 stands at c.yaml:7, too."
    assert said(2, PASS) == [("PASS", "No two controls have one id.")]


@pytest.mark.parametrize(
    ("clause", "message"),
    [
        (Clause("gdpr", "32(2)", False), "ENC-01: GDPR has no clause '32(2)'. Did you mean '32(1)'?"),
        (Clause("gdrp", "32(1)", False), "ENC-01: there is no framework 'gdrp'. Did you mean 'gdpr'?"),
    ],
)
def test_a_clause_that_no_framework_has_fails(clause: Clause, message: str) -> None:
    assert said(3, PASS, book=with_control(clauses=(clause,))) == [("FAIL", message)]
    assert said(3, PASS) == [("PASS", "Every clause that a control names is one that its framework has.")]


def test_a_check_that_is_nowhere_fails() -> None:
    message = "ENC-01 names the check 'RULES', which is nowhere. Did you mean 'RULE'?"
    assert said(4, PASS, book=with_control(checks=("RULE", "RULES"))) == [("FAIL", message)]
    known = ("PASS", "Every check that a control names exists.")
    assert said(4, PASS, book=with_control(checks=("RULE", "S3-001"))) == [known]
    assert said(4, PASS, book=with_control(checks=("RULE", "E3004"))) == [known], "lint did not run"


def test_a_rule_that_names_a_control_which_is_not_there_fails() -> None:
    stray = PASS._replace(controls=("ENC-01", "ENC-10"))
    message = "RULE (rules/r.guard:4) names ENC-10, which is not there. Did you mean 'ENC-01'?"
    assert said(5, stray) == [("FAIL", message)]
    assert said(5, PASS) == [("PASS", "Rules and controls name each other.")]


def test_a_rule_that_names_a_control_which_does_not_name_it_fails() -> None:
    other = PASS._replace(check="OTHER")
    assert said(5, PASS, other) == [("FAIL", "OTHER (rules/r.guard:4) names ENC-01, which does not name OTHER.")]


def test_a_control_that_names_a_rule_which_names_others_fails() -> None:
    book = replace(BOOK, controls=(CONTROL, replace(CONTROL, id="ENC-02")))
    assert said(5, PASS, book=book) == [("FAIL", "ENC-02 names RULE, which names ENC-01 and not ENC-02.")]


def test_a_check_of_the_tool_may_name_controls_that_another_project_does_not_have() -> None:
    ours = PASS._replace(check="NETWORK_TRAFFIC_LOGGED", controls=("NET-02",))
    assert said(5, PASS, ours)[0][0] == "PASS"
    named = with_control(checks=("RULE", "NETWORK_TRAFFIC_LOGGED"))
    assert said(5, PASS, ours, book=named)[0][0] == "FAIL", "but not be named by a control that it does not name"


def test_a_truth_names_no_control_and_need_not() -> None:
    truth = PASS._replace(check="S3-001", layer="truths", controls=())
    assert said(5, PASS, truth, book=with_control(checks=("RULE", "S3-001")))[0][0] == "PASS"


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        (HoldsWhen("Lokc", ("HARD",)), "ENC-01 waits for a parameter 'Lokc', which is not there. Did you mean 'Lock'?"),
        (
            HoldsWhen("Lock", ("HARDER",)),
            "ENC-01 waits for Lock to be 'HARDER', which it cannot be. Did you mean 'HARD'?",
        ),
    ],
)
def test_a_control_that_waits_for_what_no_deployment_has_fails(condition: HoldsWhen, message: str) -> None:
    assert said(9, PASS, book=with_control(holds_when=(condition,))) == [("FAIL", message)]
    assert said(9, PASS, book=with_control(holds_when=(HoldsWhen("Lock", ("HARD",)),)))[0][0] == "PASS"


def test_a_control_that_must_hold_and_is_skipped_in_every_region_fails() -> None:
    skipped = PASS._replace(status=Status.SKIP)
    message = f"ENC-01 must hold, and is skipped in {EU}, {US}: Its checks have nothing to judge."
    assert said(8, skipped) == [("FAIL", message)]
    assert said(8, skipped, PASS._replace(region=US)) == [("PASS", "ENC-01 was judged.")]


def test_a_control_that_need_not_hold_may_be_skipped_everywhere() -> None:
    book = with_control(holds_when=(HoldsWhen("Lock", ("HARD",)),))
    assert said(8, PASS, book=book) == [("SKIP", "It must hold while Lock is 'HARD'; Lock is 'NONE'.")]


def test_a_type_that_no_control_looks_at_fails() -> None:
    skipped = PASS._replace(status=Status.SKIP)
    found, matrix = judged(skipped)
    (fault,) = [one for one in found if one.check == "CONTROL-006"]
    assert (fault.status, fault.severity, fault.file, fault.resource) == (
        Status.FAIL,
        Severity.ERROR,
        "t.json",
        "Bucket",
    )
    assert fault.message == "No control looks at AWS::S3::Bucket (Bucket, Archive)."
    assert fault.line and '"Bucket"' in Path("t.json").read_text().splitlines()[fault.line - 1]
    assert matrix.coverage == (TypeCoverage("AWS::S3::Bucket", ("Bucket", "Archive"), ()),)


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.SKIP])
@pytest.mark.parametrize("region", [EU, None])
def test_a_check_with_any_verdict_but_skip_looks_at_the_type(status: Status, region: str | None) -> None:
    found = PASS._replace(status=status, region=region)
    assert said(6, found) == [("PASS", "Each of 1 types is looked at, or exempted.")]
    assert judged(found)[1].coverage[0].controls == ("ENC-01",)


def test_a_general_control_speaks_for_no_type() -> None:
    assert said(6, PASS, book=with_control(general=True))[0][0] == "FAIL"
    other = replace(CONTROL, id="ENC-02", checks=("RULE",))
    book = replace(BOOK, controls=(replace(CONTROL, general=True), other))
    assert judged(PASS, book=book)[1].coverage[0].controls == ("ENC-02",)


def test_a_check_that_no_control_names_looks_at_nothing() -> None:
    stray = PASS._replace(check="OTHER", controls=())
    assert said(6, stray)[0][0] == "FAIL"


def test_a_type_may_be_exempted_with_a_reason() -> None:
    book = replace(BOOK, exemptions=(Exemption("AWS::S3::Bucket", "Because.", "c.yaml", 20),))
    skipped = PASS._replace(status=Status.SKIP)
    assert said(6, skipped, book=book)[0][0] == "PASS"
    assert said(7, skipped, book=book) == [("PASS", "No control looks at AWS::S3::Bucket.")]
    assert judged(skipped, book=book)[1].coverage[0].exemption == "Because."


def test_an_exemption_that_nothing_needs_is_a_warning() -> None:
    book = replace(BOOK, exemptions=(Exemption("AWS::S3::Bucket", "Because.", "c.yaml", 20),))
    found, _ = judged(PASS, book=book)
    (fault,) = [one for one in found if one.check == "CONTROL-007"]
    assert (fault.status, fault.severity, fault.line) == (Status.FAIL, Severity.WARNING, 20)
    assert fault.message == "ENC-01 looks at AWS::S3::Bucket."


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        ("AWS::SNS::Topic", ("FAIL", "The template has no AWS::SNS::Topic.")),
        ("AWS::SQS::Queue", ("SKIP", "No stack of this run has AWS::SQS::Queue.")),
    ],
)
def test_an_exemption_of_a_type_that_no_stack_has_is_needed_only_if_the_template_has_it(type_, expected) -> None:
    book = replace(BOOK, exemptions=(Exemption(type_, "Because.", "c.yaml", 20),))
    assert said(7, PASS, book=book) == [expected]


@pytest.mark.parametrize(
    "how",
    [
        {"request": replace(REQUEST, regions=(US,))},
        {"request": replace(REQUEST, layers=("policy",)), "book": with_control(checks=("RULE", "S3-001"))},
        {"configuration": replace(CONFIGURATION, templates=(*CONFIGURATION.templates, ConfiguredTemplate("o.json")))},
    ],
    ids=["region", "layer", "template"],
)
def test_a_run_of_less_than_all_decides_neither_coverage_nor_what_is_never_judged(how: dict[str, Any]) -> None:
    skipped = PASS._replace(status=Status.SKIP, region=None)
    assert said(6, skipped, **how) == said(7, skipped, **how) == said(8, skipped, **how) == []
    matrix = judged(skipped, **how)[1]
    assert (matrix.complete, matrix.coverage) == (False, ())
    assert judged(PASS)[1].complete


def test_without_the_policy_layer_nothing_is_said_of_the_controls() -> None:
    truth = PASS._replace(check="S3-001", layer="truths", controls=())
    request = replace(REQUEST, layers=("truths",))
    found, matrix = judged(truth, request=request, book=with_control(checks=("RULE", "S3-001")))
    assert [one.check for one in found] == ["S3-001"]
    assert matrix.verdicts == (
        ControlVerdict("ENC-01", EU, Status.UNKNOWN, matrix.verdicts[0].counts, "Not judged in this run: RULE."),
        ControlVerdict("ENC-01", US, Status.SKIP, matrix.verdicts[1].counts, "Not judged in this run: RULE."),
    )
