"""Every rule about two stacks refuses its failing templates, takes its passing ones, and says where it cannot know."""

from pathlib import Path

import pytest

from tapstack.checks.pair.catalogue import CHECKS, rules
from tapstack.checks.pair.checks import CONDITION_REGION
from tapstack.findings import Finding, Severity, Status
from tests.unit.checks.pair.judging import EAST, EU, failed, judged
from tests.unit.checks.pair.table import Case, cases


def found(case: Case, folder: Path, regions: tuple[str, ...] = ()) -> list[Finding]:
    return judged(case.template, folder, regions or case.regions, given=case.parameters, configured=case.configured)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_the_rule_says_what_the_table_says(case: Case, tmp_path: Path) -> None:
    mine = [finding for finding in found(case, tmp_path) if finding.check == case.rule]
    told = {finding.status for finding in mine}
    order = (Status.FAIL, Status.UNKNOWN, Status.PASS, Status.SKIP)
    worst = next((status for status in order if status in told), Status.SKIP)
    assert worst == Status[case.expect], [finding.message for finding in mine]
    chosen = [finding for finding in mine if finding.status is worst]
    assert not case.at or case.at in {finding.region or "pair" for finding in chosen}
    assert not case.says or any(case.says in finding.message for finding in chosen), [f.message for f in chosen]


@pytest.mark.parametrize("case", cases(), ids=str)
def test_no_other_rule_refuses_it(case: Case, tmp_path: Path) -> None:
    others = {name: rows[0].message for name, rows in failed(found(case, tmp_path)).items() if name != case.rule}
    assert set(others) <= set(case.also), others


@pytest.mark.parametrize("case", cases(), ids=str)
def test_the_order_of_the_regions_changes_no_verdict(case: Case, tmp_path: Path) -> None:
    def told(regions: tuple[str, ...]) -> set[tuple[str, str, str | None, str]]:
        return {(f.check, f.status, f.region, f.message) for f in found(case, tmp_path, regions) if f.message}

    forth, back = told(case.regions), told(case.regions[::-1])
    if CONDITION_REGION.id != case.rule:
        assert forth == back


def test_every_rule_has_a_template_that_it_refuses_and_one_that_it_takes() -> None:
    every = {rule.id for rule in rules()} | {CONDITION_REGION.id}
    for expect in ("FAIL", "PASS"):
        assert {case.rule for case in cases() if case.expect == expect} == every


def test_every_check_says_what_to_do_and_who_says_so() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert all((check.title, check.why, check.fix, check.source)), check.id
        assert check.severity is not Severity.ERROR or not check.source.startswith("assumption"), check.id


@pytest.mark.parametrize("regions", [(EAST,), (EAST, EAST), ()])
def test_with_one_region_it_says_that_nothing_was_compared(regions: tuple[str, ...], tmp_path: Path) -> None:
    (finding,) = judged({"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}, tmp_path, regions)
    assert (finding.check, finding.status) == ("PAIR-000", Status.SKIP)


def test_of_three_regions_every_two_are_compared(tmp_path: Path) -> None:
    chosen = {"Fn::If": ["InEu", 1, 5]}
    template = {
        "Conditions": {"InEu": {"Fn::Equals": [{"Ref": "AWS::Region"}, EU]}},
        "Resources": {"S": {"Type": "AWS::Kinesis::Stream", "Properties": {"ShardCount": chosen}}},
    }
    rows = failed(judged(template, tmp_path, (EU, EAST, "us-west-2")))["PAIR-006"]
    assert [row.region for row in rows] == [EU, EU]
    assert {row.message for row in rows} == {
        f"S.ShardCount is 1 in {EU}, but 5 in {peer}." for peer in (EAST, "us-west-2")
    }
