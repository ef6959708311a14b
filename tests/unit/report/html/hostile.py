"""A run in which every text that comes from outside tries to be markup, script, or style."""

from dataclasses import replace
from typing import Any

from tapstack.findings import Finding, Status, Summary, Waiver
from tapstack.findings.exhibits import Exhibits, SourceText
from tests.unit.report.controlled import CONTROLS, PROVENANCE
from tests.unit.report.html.samples import DRILLS, EXHIBITS, FILE, FINDINGS, PICTURE, TREND
from tests.unit.report.samples import WAIVER, summary

PAYLOADS = (
    "<script>window.woken = 1; alert(1)</script>",
    '<img src=x onerror="window.woken = 2; alert(2)">',
    '" onmouseover="window.woken = 3" x="',
    "' autofocus onfocus='window.woken = 4' '",
    "</script><script>window.woken = 5</script>",
    "</title></style></pre><svg onload=window.woken=6>",
    '<iframe srcdoc="<script>parent.woken = 7</script>"></iframe>',
    "javascript:window.woken=8//https://example.com/",
    'https://example.com/"onclick="window.woken=9"',
    "<a href=javascript:window.woken=10>click</a>",
    "{{ 7 * 7 }}{% raw %}{# x #}<!-- --><![CDATA[ ]]>",
    "<style>body { display: none }</style><base href=https://example.com/>",
    "<foreignObject><body onload=window.woken=11></foreignObject>",
    "&lt;b&gt;&#x3c;script&#x3e;\u202e\x00\x1b]0;x\x07\ud800",
)
WHOLE = " ".join(PAYLOADS)


def spoiled(value: Any, number: int = 0) -> Any:
    """The value with a payload at the end of each text in it; statuses, dates and regions are no texts of others."""
    if type(value) is str:
        return value + PAYLOADS[(len(value) + number) % len(PAYLOADS)]
    if isinstance(value, tuple):
        members = [spoiled(one, number + place) for place, one in enumerate(value)]
        return type(value)(*members) if hasattr(value, "_fields") else tuple(members)
    return value


def finding(one: Finding, number: int) -> Finding:
    bad = {name: spoiled(getattr(one, name) or "", number) for name in ("check", "message", "fix", "source", "title")}
    waiver = Waiver(WHOLE, WHOLE, None, WHOLE, WHOLE, WAIVER.expiry, WHOLE, 1) if one.status is Status.WAIVED else None
    return one._replace(**bad, controls=spoiled(one.controls), waiver=waiver)


def run() -> tuple[list[Finding], Summary]:
    """The findings are about resources of the picture, whose names are hostile, too."""
    names = {one.name: one.name + WHOLE for one in PICTURE.resources}
    found = [
        finding(one, number)._replace(resource=names.get(one.resource or "")) for number, one in enumerate(FINDINGS)
    ]
    picture = replace(
        PICTURE,
        resources=tuple(one._replace(name=names[one.name], type=WHOLE) for one in PICTURE.resources),
        dependencies=tuple(
            one._replace(dependent=names[one.dependent], dependency=names[one.dependency], kind=WHOLE)
            for one in PICTURE.dependencies
        ),
        bridges=tuple(
            one._replace(name=names[one.name], target=names.get(one.target, WHOLE), at=WHOLE) for one in PICTURE.bridges
        ),
    )
    drills = tuple(
        replace(
            one,
            name=WHOLE,
            title=WHOLE,
            protects=WHOLE,
            faults=(WHOLE,),
            lost={WHOLE: 1},
            figures=tuple(each._replace(name=WHOLE) for each in one.figures),
            trials=tuple(
                replace(
                    each,
                    moments=tuple(moment._replace(lane=WHOLE, text=WHOLE) for moment in each.moments),
                    counts={WHOLE: 1},
                    crashed=WHOLE,
                )
                for each in one.trials
            ),
        )
        for one in DRILLS
    )
    trend = replace(TREND, file=WHOLE, points=tuple(replace(one, time=WHOLE, template=WHOLE) for one in TREND.points))
    controls = replace(
        CONTROLS,
        controls=tuple(
            replace(one, title=WHOLE, meaning=WHOLE, family=WHOLE, checks=(WHOLE,), file=WHOLE)
            for one in CONTROLS.controls
        ),
        frameworks=tuple(replace(one, title=WHOLE, version=WHOLE, source=WHOLE) for one in CONTROLS.frameworks),
        verdicts=tuple(replace(one, why=WHOLE) for one in CONTROLS.verdicts),
        coverage=tuple(replace(one, type=WHOLE, exemption=WHOLE, controls=()) for one in CONTROLS.coverage),
    )
    provenance = replace(PROVENANCE, tools={WHOLE: WHOLE}, account_id=WHOLE, time=WHOLE)
    exhibits = Exhibits((SourceText(FILE, (WHOLE,) * 60),), (picture,), drills, trend)
    assert exhibits != EXHIBITS
    return found, replace(summary(found), controls=controls, provenance=provenance, exhibits=exhibits, tapstack=WHOLE)
