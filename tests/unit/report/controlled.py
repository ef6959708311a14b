"""Controls that stand in every way there is, the findings behind them, and what they rest on."""

from collections.abc import Sequence
from dataclasses import replace

from tapstack.findings import (
    Clause,
    Control,
    ControlMatrix,
    ControlVerdict,
    Finding,
    Framework,
    FrameworkClause,
    HashedFile,
    HoldsWhen,
    JudgedTemplate,
    Provenance,
    Severity,
    Status,
    Summary,
    TypeCoverage,
    counts,
)
from tapstack.report import drawer
from tests.unit.report.samples import FAILED, WAIVER, summary

REGIONS = ("us-west-2", "us-east-1")
TIME = "2026-01-01T12:00:00Z"
VERIFIED = Clause("gdpr", "32(1)", True, "https://e.org/32")
ASSUMED = Clause("dora", "9(2)", False)
ENCRYPTED = Control(
    "ENC-01",
    "Buckets encrypt",
    "So that nobody reads them.",
    Severity.ERROR,
    "encryption",
    ("S3-001", "S3-002"),
    (VERIFIED, ASSUMED),
    file="rules/controls.yaml",
    line=3,
)
LOCKED = replace(
    ENCRYPTED,
    id="BKP-08",
    title="Vaults lock",
    family="backup",
    checks=("LOCK",),
    holds_when=(HoldsWhen("Lock", ("y",)),),
)
KNOWN = replace(
    ENCRYPTED, id="NET-01", title="Ports are closed", family="network", checks=("PORT",), clauses=(ASSUMED,)
)
ALIVE = replace(ENCRYPTED, id="RSL-01", title="Alarms ring", family="resilience", checks=("ALARM",), clauses=())
FRAMEWORKS = (
    Framework(
        "gdpr", "GDPR", "2016/679", "https://e.org/gdpr", (FrameworkClause("5", "t"), FrameworkClause("32(1)", "u"))
    ),
    Framework("dora", "DORA", "2022/2554", "a book", (FrameworkClause("9(2)", "v"),)),
)
WEST, EAST = REGIONS


def found(check: str, control: str, status: Status, region: str | None, resource: str | None = "Bucket") -> Finding:
    waiver = WAIVER if status is Status.WAIVED else None
    said = {"check": check, "status": status, "region": region, "resource": resource, "controls": (control,)}
    return FAILED._replace(**said, waiver=waiver, message=f"{check} says {status}.")  # type: ignore[arg-type]


FOUND = [
    found("S3-001", "ENC-01", Status.PASS, WEST),
    found("S3-002", "ENC-01", Status.FAIL, WEST),
    found("S3-001", "ENC-01", Status.PASS, WEST, "Logs"),
    found("S3-001", "ENC-01", Status.WAIVED, EAST),
    found("PORT", "NET-01", Status.PASS, None, None),
    found("ALARM", "RSL-01", Status.UNKNOWN, WEST, "Alarm"),
    found("ALARM", "RSL-01", Status.ERROR, EAST, "Alarm"),
    FAILED._replace(check="S3-009", controls=(), resource=None, region=None, message="No control is about it."),
]
VERDICTS = {
    ("ENC-01", WEST): Status.FAIL,
    ("ENC-01", EAST): Status.WAIVED,
    ("BKP-08", WEST): Status.SKIP,
    ("BKP-08", EAST): Status.SKIP,
    ("NET-01", WEST): Status.PASS,
    ("NET-01", EAST): Status.PASS,
    ("RSL-01", WEST): Status.UNKNOWN,
    ("RSL-01", EAST): Status.ERROR,
}
CONTROLS = ControlMatrix(
    regions=REGIONS,
    controls=(ENCRYPTED, LOCKED, KNOWN, ALIVE),
    frameworks=FRAMEWORKS,
    verdicts=tuple(
        ControlVerdict(
            control,
            region,
            status,
            counts(one for one in FOUND if control in one.controls and one.region in (None, region)),
            "It must hold while Lock is 'y'; Lock is 'n'." if status is Status.SKIP else "",
        )
        for (control, region), status in VERDICTS.items()
    ),
    coverage=(TypeCoverage("AWS::S3::Bucket", ("Bucket", "Logs"), ("ENC-01",)),),
    counts={
        region: {
            status.value: sum(VERDICTS[key] is status for key in VERDICTS if key[1] == region) for status in Status
        }
        for region in REGIONS
    },
)
PROVENANCE = Provenance(
    time=TIME,
    account_id="123456789012",
    templates=(
        JudgedTemplate("lib/t.json", "a" * 64, {"Stage": "prod", "Word": "****", "Zones": ("a", "b"), "Vpc": None}),
    ),
    files=(
        HashedFile("rules", "rules/a.guard", "b" * 64),
        HashedFile("controls", "rules/controls.yaml", "c" * 64),
        HashedFile("waivers", "rules/waivers.yaml", "d" * 64),
    ),
    tools={"tapstack": "0.1.0", "cfn-lint": "1.58.0"},
)


def told(findings: Sequence[Finding] = FOUND, controls: ControlMatrix | None = CONTROLS) -> Summary:
    return replace(summary(findings), controls=controls, provenance=PROVENANCE)


def evident(form: str, findings: Sequence[Finding] = FOUND, run: Summary | None = None) -> str:
    return drawer(form)(findings, run or told(findings), True)
