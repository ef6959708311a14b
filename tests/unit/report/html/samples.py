"""A run of which everything is known: what it judged, its picture, its drills, and the runs before it."""

from collections.abc import Sequence
from dataclasses import replace

from tapstack.findings import Finding, Status, Summary, Trend, TrendPoint
from tapstack.findings.drilled import DrillRecord, Figure, Moment, Trial
from tapstack.findings.exhibits import Exhibits, SourceText
from tapstack.findings.picture import Bridge, Dependency, Picture, PlacedResource
from tapstack.report.html.page import page
from tests.unit.report.controlled import CONTROLS, EAST, FOUND, PROVENANCE, WEST
from tests.unit.report.samples import FAILED, summary

FILE = "lib/t.json"
NAMES = ("Key", "Bucket", "Logs", "Alarm")
LINES = tuple(f'    "Line{number}": "value {number}",' for number in range(1, 61))
RESOURCES = tuple(
    PlacedResource(region, name, f"AWS::Test::{name}", step, 40 + step)
    for region in (WEST, EAST)
    for step, name in zip((1, 2, 2, 3), NAMES, strict=True)
)
PICTURE = Picture(
    FILE,
    (WEST, EAST),
    RESOURCES,
    tuple(
        Dependency(region, *pair, "Ref")
        for region in (WEST, EAST)
        for pair in (("Bucket", "Key"), ("Logs", "Key"), ("Alarm", "Bucket"))
    ),
    (
        Bridge(
            WEST, "Bucket", EAST, "Bucket", "ReplicationConfiguration.Rules[0].Destination.Bucket", "creation", True
        ),
        Bridge(EAST, "Alarm", WEST, "Key", "Metrics[0]", "run time", None),
        Bridge(WEST, "Logs", EAST, "arn:aws:sns:us-east-1::gone", "Topic", "run time", False),
    ),
)
MOMENTS = (
    Moment(0.0, "", "producers", "write to the west"),
    Moment(30.0, "", "drill", "the west is lost"),
    Moment(75.5, EAST, "health check", "unhealthy"),
    Moment(130.0, "", "producers", "write to the east"),
)
DRILLS = (
    DrillRecord(
        FILE,
        "region-loss",
        "The west is lost",
        "failover",
        (),
        (Figure("failover RTO", 100.0, 60.0, 300.0, "failover RTO", 360.0), Figure("lost", 3, 0, 5)),
        (Trial(MOMENTS, {"produced": 90, "lost": 3}),),
        {"not replicated yet": 3},
    ),
    DrillRecord(
        FILE,
        "poison",
        "Records that are none",
        "dead letters",
        ("gives up is never",),
        (Figure("gives up", None, 0, 9),),
        (Trial(crashed="KeyError: x"),),
    ),
)


def run(time: str, **counts: int) -> TrendPoint:
    every = {status.value: counts.get(status.value, 0) for status in Status}
    return TrendPoint(
        time=time,
        as_of=time[:10],
        tapstack="0.1.0",
        files=(FILE,),
        regions=(WEST, EAST),
        layers=("lint",),
        template="a" * 64,
        rules="b" * 64,
        exit_code=1,
        complete=True,
        hidden=0,
        counts=every,
        controls={WEST: every},
        by_control={},
    )


TREND = Trend(
    "reports/history.sqlite",
    (run("2026-01-01T10:00:00Z", PASS=90, FAIL=9), run("2026-01-02T10:00:00Z", PASS=95, FAIL=4, WAIVED=1)),
)
EXHIBITS = Exhibits((SourceText(FILE, LINES),), (PICTURE,), DRILLS, TREND)
SKIPPED = FAILED._replace(check="S3-001", status=Status.SKIP, resource="Key", message="No bucket.")
FINDINGS: list[Finding] = [*FOUND, SKIPPED]


def whole(findings: Sequence[Finding] = FINDINGS, exhibits: Exhibits | None = EXHIBITS) -> Summary:
    return replace(summary(findings), controls=CONTROLS, provenance=PROVENANCE, exhibits=exhibits)


def drawn(findings: Sequence[Finding] = FINDINGS, exhibits: Exhibits | None = EXHIBITS) -> str:
    return page(findings, whole(findings, exhibits))


def bare(findings: Sequence[Finding] = ()) -> str:
    """The report of a run about which nothing is known but its findings."""
    return page(findings, summary(findings))
