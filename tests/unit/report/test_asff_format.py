"""Findings for Security Hub, validated by botocore as it validates what is sent, and by the lengths it documents."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import botocore.session
import pytest
from botocore.validate import ParamValidator
from hypothesis import given
from hypothesis import strategies as st

from tapstack.findings import Baselined, Clause, Finding, Severity, Status, Summary, counts
from tapstack.findings.summary import with_baseline
from tapstack.report.asff_resource import TYPES
from tests.unit.report.controlled import CONTROLS, EAST, FOUND, PROVENANCE, TIME, WEST, evident, found, told
from tests.unit.report.samples import FAILED, WAIVED
from tests.unit.report.test_any_text import TEXT, findings

Document = dict[str, Any]
INPUT = (
    botocore.session.get_session().get_service_model("securityhub").operation_model("BatchImportFindings").input_shape
)
LENGTHS = {"Id": 512, "GeneratorId": 512, "Title": 256, "Description": 1024, "ProductArn": 2048, "AwsAccountId": 12}
"""Of the members of AwsSecurityFinding, in its documentation."""
KILOBYTES = 240
"""https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html"""


def requests(said: Sequence[Finding] = FOUND, run: Summary | None = None) -> list[Document]:
    made: list[Document] = json.loads(evident("asff", said, run))
    for request in made:
        assert not (report := ParamValidator().validate(request, INPUT)).has_errors(), report.generate_report()
        assert len({finding["ProductArn"] for finding in request["Findings"]}) == 1
        for finding in request["Findings"]:
            assert {name: most for name, most in LENGTHS.items() if len(finding[name]) > most} == {}
            assert len(json.dumps(finding).encode()) <= KILOBYTES * 1024
            assert all(len(value) <= 2048 for value in finding["ProductFields"].values())
    return made


def sent(said: Sequence[Finding] = FOUND, run: Summary | None = None) -> list[Document]:
    return [finding for request in requests(said, run) for finding in request["Findings"]]


def control(finding: Document) -> str:
    return str(finding["Compliance"].get("SecurityControlId", ""))


def test_each_control_resource_and_region_is_a_finding_and_each_other_verdict_that_is_open() -> None:
    read = [(control(one), one["Compliance"]["Status"], one["Resources"][0]["Region"]) for one in sent()]
    assert read == [
        ("ENC-01", "FAILED", WEST),
        ("ENC-01", "PASSED", WEST),
        ("BKP-08", "NOT_AVAILABLE", WEST),
        ("NET-01", "PASSED", WEST),
        ("RSL-01", "WARNING", WEST),
        ("", "FAILED", WEST),
        ("ENC-01", "FAILED", EAST),
        ("BKP-08", "NOT_AVAILABLE", EAST),
        ("NET-01", "PASSED", EAST),
        ("RSL-01", "NOT_AVAILABLE", EAST),
        ("", "FAILED", EAST),
    ]


def test_a_request_is_for_one_region_and_of_at_most_a_hundred() -> None:
    many = [
        found("S3-001", "ENC-01", Status.PASS, region, f"Bucket{number}")
        for region in (WEST, EAST)
        for number in range(150)
    ]
    sizes = [(len(one["Findings"]), one["Findings"][0]["ProductArn"].split(":")[3]) for one in requests(many)]
    assert sizes == [(100, WEST), (53, WEST), (100, EAST), (53, EAST)]


def test_only_what_passes_is_passed() -> None:
    for status in Status:
        (one, *_) = sent([found("S3-001", "ENC-01", status, WEST)])
        assert (one["Compliance"]["Status"] == "PASSED") is (status is Status.PASS)
        assert one["ProductFields"]["tapstack/status"] == status.value
        reasons = [reason["ReasonCode"] for reason in one["Compliance"].get("StatusReasons", ())]
        assert reasons == ([] if status in (Status.PASS, Status.FAIL) else [status.value])


@pytest.mark.parametrize(
    ("severity", "label"), [(Severity.ERROR, "HIGH"), (Severity.WARNING, "MEDIUM"), (Severity.INFO, "LOW")]
)
def test_severity(severity: Severity, label: str) -> None:
    matrix = replace(CONTROLS, controls=tuple(replace(one, severity=Severity.INFO) for one in CONTROLS.controls))
    failed, passed = (
        sent([found("S3-001", "ENC-01", status, WEST)._replace(severity=severity)], told(controls=matrix))[0]
        for status in (Status.FAIL, Status.PASS)
    )
    assert failed["Severity"]["Label"] == failed["FindingProviderFields"]["Severity"]["Label"] == label
    assert passed["Severity"]["Label"] == "INFORMATIONAL"


def test_what_is_waived_is_suppressed_with_a_note_that_says_why() -> None:
    (waived,) = (one for one in sent() if one.get("Workflow"))
    assert (waived["Compliance"]["Status"], waived["Workflow"]["Status"]) == ("FAILED", "SUPPRESSED")
    assert waived["Note"]["Text"].startswith("Only logs (team-data, until 2027-01-31;")
    other = sent([WAIVED._replace(controls=())], told([], None))
    assert [one["Workflow"]["Status"] for one in other] == ["SUPPRESSED"]


def test_the_same_control_of_the_same_resource_is_the_same_finding_whatever_its_verdict() -> None:
    first, second = (sent([found("S3-001", "ENC-01", status, WEST)])[0]["Id"] for status in (Status.FAIL, Status.PASS))
    assert first == second
    marks = [one["Id"] for one in sent()]
    assert len(set(marks)) == len(marks)


def test_clauses_say_whether_they_are_verified_and_are_no_more_than_there_may_be() -> None:
    assert sent()[0]["Compliance"]["RelatedRequirements"] == ["gdpr 32(1)", "dora 9(2) (unverified)"]
    many = replace(CONTROLS.controls[0], clauses=tuple(Clause("f", str(number), True) for number in range(99)))
    run = told(controls=replace(CONTROLS, controls=(many, *CONTROLS.controls[1:])))
    assert len(sent(FOUND, run)[0]["Compliance"]["RelatedRequirements"]) == 32


def test_no_account_is_invented() -> None:
    assert {one["AwsAccountId"] for one in sent()} == {"123456789012"}
    nobody = replace(told(), provenance=replace(PROVENANCE, account_id=None))
    unknown = json.loads(evident("asff", FOUND, nobody))[0]["Findings"][0]
    assert unknown["AwsAccountId"] == "${AWS::AccountId}"
    assert (
        unknown["ProductArn"] == f"arn:aws:securityhub:{WEST}:${{AWS::AccountId}}:product/${{AWS::AccountId}}/default"
    )


def test_a_region_is_in_its_partition() -> None:
    run = replace(told(controls=None), regions=("cn-north-1",))
    (one,) = sent([FOUND[-1]], run)
    assert one["ProductArn"].startswith("arn:aws-cn:") and one["Resources"][0]["Partition"] == "aws-cn"


def test_security_hub_knows_the_types() -> None:
    known = INPUT.members["Findings"].member.members["Resources"].member.members["Details"].members
    assert set(TYPES.values()) <= set(known)
    bucket, alarm = (next(one for one in sent() if control(one) == name) for name in ("ENC-01", "RSL-01"))
    assert [each["Resources"][0]["Type"] for each in (bucket, alarm)] == ["AwsS3Bucket", "Other"]
    assert bucket["Resources"][0]["Details"]["Other"]["LogicalResourceId"] == "Bucket"


def test_it_rests_on_hashes_and_tools() -> None:
    fields = sent()[0]["ProductFields"]
    assert fields["tapstack/template-sha256"] == "a" * 64
    assert fields["tapstack/tools"] == "tapstack 0.1.0, cfn-lint 1.58.0"
    assert (fields["tapstack/as-of"], sent()[0]["CreatedAt"]) == ("2026-01-01", TIME)


def test_what_a_baseline_hid_is_a_finding_of_its_own() -> None:
    run = with_baseline(told(), Baselined("b.json", counts([FAILED]), 0))
    hidden = [one for one in sent(FOUND, run) if one["GeneratorId"] == "tapstack/baseline"]
    assert [one["Compliance"]["Status"] for one in hidden] == ["WARNING", "WARNING"]
    assert hidden[0]["Description"] == "1 hidden by b.json (1 FAIL)."


def test_nothing_is_sent_where_there_is_nothing_to_say() -> None:
    assert requests([], told([], None)) == []


def test_two_runs_differ_in_nothing_but_the_time() -> None:
    later = replace(told(), provenance=replace(PROVENANCE, time="2027-05-05T01:02:03Z"))
    text, again = evident("asff"), evident("asff", FOUND, later)
    assert text != again
    assert text.replace(TIME, "T") == again.replace("2027-05-05T01:02:03Z", "T")


@given(st.lists(findings(), max_size=3), TEXT)
def test_whatever_the_findings_say(said: list[Finding], title: str) -> None:
    odd = replace(CONTROLS.controls[0], title=title, meaning=title, family=title)
    ours = [one._replace(controls=("ENC-01",), region=one.region and WEST) for one in said]
    run = told(ours, replace(CONTROLS, controls=(odd, *CONTROLS.controls[1:])))
    sent([*ours, *said], run)


def test_huge_texts_are_cut_to_what_security_hub_takes() -> None:
    huge = "<&é\0" * 500_000
    clause = Clause(huge, huge, True)
    odd = replace(CONTROLS.controls[0], id=huge, title=huge, meaning=huge, family=huge, clauses=(clause,) * 40)
    matrix = replace(CONTROLS, controls=(odd,), verdicts=(replace(CONTROLS.verdicts[0], control=huge),))
    one = FAILED._replace(
        message=huge, fix=huge, source=huge, check=huge, resource=huge, file=huge, region=WEST, controls=(huge,)
    )
    assert len(sent([one, one._replace(controls=())], told([one], matrix))) == 2
