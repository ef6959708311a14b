"""Controls as test cases, read back by junitparser."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase

from tapstack.findings import Finding, Severity, Status
from tests.unit.report.controlled import CONTROLS, EAST, FOUND, WEST, evident, found, told

TestCase.__test__ = False
SUITES = {f"controls: {region}" for region in (WEST, EAST)}


def cases(findings: Sequence[Finding] = FOUND, fail_on: tuple[str, ...] = ()) -> dict[str, TestCase]:
    run = replace(told(findings), fail_on=fail_on)
    xml = JUnitXml.fromstring(evident("junit", findings, run).encode())
    return {case.name: case for suite in xml if suite.name in SUITES for case in suite}


def outcome(case: TestCase) -> type | None:
    return type(case.result[0]) if case.result else None


def test_each_control_in_each_region_is_a_case() -> None:
    assert {name: outcome(case) for name, case in cases().items()} == {
        f"ENC-01 [{WEST}]": Failure,
        f"BKP-08 [{WEST}]": Skipped,
        f"NET-01 [{WEST}]": None,
        f"RSL-01 [{WEST}]": Skipped,
        f"ENC-01 [{EAST}]": Skipped,
        f"BKP-08 [{EAST}]": Skipped,
        f"NET-01 [{EAST}]": None,
        f"RSL-01 [{EAST}]": Error,
    }


@pytest.mark.parametrize(("fail_on", "expected"), [((), Skipped), (("warning",), Failure)])
def test_a_control_fails_exactly_where_the_run_does(fail_on: tuple[str, ...], expected: type) -> None:
    warned = [found("S3-001", "ENC-01", Status.FAIL, WEST)._replace(severity=Severity.WARNING)]
    assert outcome(cases(warned, fail_on)[f"ENC-01 [{WEST}]"]) is expected


def test_a_verdict_for_all_regions_fails_the_control_in_each() -> None:
    everywhere = cases([found("S3-001", "ENC-01", Status.FAIL, None)])
    assert {outcome(everywhere[f"ENC-01 [{region}]"]) for region in (WEST, EAST)} >= {Failure}


def test_a_case_says_why_and_which_clauses_are_verified() -> None:
    (skipped,) = cases()[f"BKP-08 [{WEST}]"].result
    assert skipped.message == "SKIP: Vaults lock: It must hold while Lock is 'y'; Lock is 'n'."
    (failed,) = cases()[f"ENC-01 [{WEST}]"].result
    assert "clauses: gdpr 32(1); dora 9(2) (unverified)" in failed.text


def test_a_control_that_stands_twice_is_two_cases() -> None:
    matrix = replace(CONTROLS, verdicts=(*CONTROLS.verdicts, CONTROLS.verdicts[0]))
    xml = JUnitXml.fromstring(evident("junit", FOUND, told(controls=matrix)).encode())
    (suite,) = (one for one in xml if one.name == f"controls: {WEST}")
    assert [case.name for case in suite][-1] == f"ENC-01 [{WEST}] (2)"


def test_every_suite_says_what_it_rests_on() -> None:
    for suite in JUnitXml.fromstring(evident("junit").encode()):
        told_ = {each.name: each.value for each in suite.properties()}
        assert told_["template_sha256"] == "a" * 64
        assert (told_["parameter Word"], told_["tools"]) == ('"****"', "tapstack 0.1.0, cfn-lint 1.58.0")


def test_totals_count_the_controls() -> None:
    xml = JUnitXml.fromstring(evident("junit").encode())
    assert xml.tests == len(FOUND) + len(CONTROLS.verdicts)
