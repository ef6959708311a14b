"""Findings of every status, and their reports, for the tests of the formats."""

from collections.abc import Sequence
from datetime import date

from tapstack.findings import Finding, Severity, Status, Summary, Waiver, summarize
from tapstack.report import drawer

FAILED = Finding(
    check="S3-001",
    layer="lint",
    status=Status.FAIL,
    severity=Severity.ERROR,
    region="us-east-1",
    resource="Bucket",
    path=("Resources", "Bucket", "Properties", "a/b", 0),
    file="lib/t.json",
    line=42,
    column=5,
    message="The bucket is not encrypted.",
    fix="Write BucketEncryption.",
    source="AWS documentation, https://docs.example.com/s3#encryption.",
    controls=("ENC-01", "ENC-02"),
    title="A bucket is encrypted",
)
WAIVER = Waiver("S3-001", "Bucket", None, "Only logs", "team-data", date(2027, 1, 31), "rules/waivers.yaml", 7)
WEST = FAILED._replace(region="us-west-2")
WARNED = FAILED._replace(severity=Severity.WARNING, resource="Queue", path=("Resources", "Queue"))
NOTED = FAILED._replace(severity=Severity.INFO, resource="Topic", path=("Resources", "Topic"))
PASSED = FAILED._replace(status=Status.PASS, resource="Other", path=("Resources", "Other"), message="All well.")
SKIPPED = FAILED._replace(status=Status.SKIP, resource="Gone", path=("Resources", "Gone"), message="Gone is not here.")
UNKNOWN = FAILED._replace(check="TPL-090", layer="template", status=Status.UNKNOWN, region=None, line=None, column=None)
BROKEN = FAILED._replace(check="LINT-ERROR", status=Status.ERROR, resource=None, path=(), message="cfn-lint failed.")
WAIVED = FAILED._replace(resource="Logs", path=("Resources", "Logs"), status=Status.WAIVED, waiver=WAIVER)
ALL = [FAILED, WEST, WARNED, NOTED, PASSED, SKIPPED, UNKNOWN, BROKEN, WAIVED]


def summary(findings: Sequence[Finding], fail_on: Sequence[str] = ()) -> Summary:
    return summarize(
        findings,
        tapstack="0.1.0",
        files=["lib/t.json"],
        regions=["us-west-2", "us-east-1"],
        layers=["template", "lint"],
        as_of="2026-01-01",
        fail_on=fail_on,
    )


def drawn(form: str, findings: Sequence[Finding], everything: bool = False, fail_on: Sequence[str] = ()) -> str:
    return drawer(form)(findings, summary(findings, fail_on), everything)
