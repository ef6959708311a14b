"""A rule is idle only where no template has anything for it."""

from dataclasses import replace

import pytest

from tapstack.config import Configuration, ConfiguredTemplate
from tapstack.findings import Finding, Severity, Status
from tapstack.pipeline import Request
from tapstack.pipeline.idle_rules import settled

REGIONS = ("eu-central-1", "us-east-1")
A, B = (Request(file, REGIONS, ("policy",)) for file in ("a.json", "b.json"))
BOTH = Configuration(regions=REGIONS, templates=(ConfiguredTemplate("a.json"), ConfiguredTemplate("b.json")))
ONE = replace(BOTH, templates=(ConfiguredTemplate("a.json"),))
IDLE = Finding(
    "POLICY-003", "policy", Status.FAIL, Severity.WARNING, None, None, (), "rules/r.guard", 7, 1, "Idle.", "Mend.", "s"
)
OTHER = IDLE._replace(line=9)
BUSY = IDLE._replace(status=Status.PASS, file="a.json", line=1)
FAILED = IDLE._replace(check="RULE")


def statuses(results: list[tuple[Request, list[Finding]]], configuration: Configuration) -> list[list[str]]:
    return [[found.status.value for found in findings] for _, findings in settled(results, configuration)]


@pytest.mark.parametrize(
    ("results", "configuration", "expected"),
    [
        ([(A, [IDLE])], ONE, [["FAIL"]]),
        ([(A, [IDLE]), (B, [IDLE])], BOTH, [["FAIL"], ["FAIL"]]),
        ([(A, [IDLE]), (B, [BUSY])], BOTH, [["SKIP"], ["PASS"]]),
        ([(A, [IDLE]), (B, [OTHER])], BOTH, [["SKIP"], ["SKIP"]]),
        ([(A, [IDLE])], BOTH, [["SKIP"]]),
        ([(replace(A, regions=("us-east-1",)), [IDLE])], ONE, [["SKIP"]]),
        ([(A, [IDLE])], Configuration(), [["FAIL"]]),
        ([(A, [IDLE]), (B, [])], Configuration(), [["SKIP"], []]),
        ([(A, [IDLE]), (replace(B, ours=False), [])], ONE, [["FAIL"], []]),
        ([(A, [IDLE]), (replace(B, layers=("lint",)), [])], ONE, [["FAIL"], []]),
        ([(A, [FAILED, BUSY])], BOTH, [["FAIL", "PASS"]]),
    ],
)
def test_a_rule_is_idle_only_in_all_templates_and_regions_together(results, configuration, expected) -> None:
    assert statuses(results, configuration) == expected
