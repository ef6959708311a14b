"""rules/controls.yaml has the controls of the design, no more and no fewer, and says of each what it is."""

import re
from pathlib import Path

import pytest

from tapstack.checks.controls.catalogue import control_checks
from tapstack.checks.policy.files import rule_files
from tapstack.findings import Control
from tapstack.pipeline.catalogue import own_checks
from tapstack.pipeline.controls.read import read

ROOT = Path(__file__).parents[3]
RULES = {unit.name: unit.about.controls for file in rule_files([str(ROOT / "rules")]) for unit in file.units}
BOOK = read([str(ROOT / "rules" / "controls.yaml")])
# The design's catalogue, without ENC-17, which was dropped: there are no multi-region keys.
DESIGNED = {
    "ENC": "01 03 04 05 06 07 08 09 10 11 12 13 14 15",
    "BKP": "01 02 03 04 05 06 07 08 09 10 11 12",
    "REP": "01 02 03 04 05 07 08 09 10 11",
    "NET": "01 02 03 04 05 06 07 08 09 10 12 13",
    "IAM": "01 02 03 04 05 06 07 08 09 10 11",
    "LOG": "01 02 03 04 05 06",
    "RSL": "01 02 03 04 05 06 07 08 09",
    "RES": "01 02 03 04 05",
}
FAMILIES = {
    "ENC": "encryption",
    "BKP": "backup",
    "REP": "replication",
    "NET": "network",
    "IAM": "iam",
    "LOG": "observability",
    "RSL": "resilience",
    "RES": "residency",
}
FRAMEWORKS = ["security-hub", "nist-800-53", "pci-dss", "cis-aws", "dora", "dora-rts", "gdpr", "mifid-2", "sec-17a-4"]


def test_every_control_of_the_design_is_there_once() -> None:
    ids = [f"{family}-{number}" for family, numbers in DESIGNED.items() for number in numbers.split()]
    assert len(ids) == 79
    assert [control.id for control in BOOK.controls] == ids


@pytest.mark.parametrize("control", BOOK.controls, ids=lambda control: control.id)
def test_every_control_says_what_it_is_and_who_asks_for_it(control: Control) -> None:
    assert control.family == FAMILIES[control.id.split("-")[0]]
    assert control.clauses
    assert not control.title.endswith(".") and control.meaning.endswith(".")
    assert control.title != control.meaning


def test_no_two_controls_say_the_same() -> None:
    for said in ("title", "meaning"):
        assert len({getattr(control, said) for control in BOOK.controls}) == len(BOOK.controls)


def test_every_framework_that_people_ask_for_is_there_and_each_of_its_clauses_is_used() -> None:
    assert [framework.id for framework in BOOK.frameworks] == FRAMEWORKS
    used = {(clause.framework, clause.number) for control in BOOK.controls for clause in control.clauses}
    declared = {(framework.id, clause.number) for framework in BOOK.frameworks for clause in framework.clauses}
    assert used == declared


def test_a_mapping_is_verified_exactly_where_an_address_was_read() -> None:
    for control in BOOK.controls:
        for clause in control.clauses:
            assert bool(re.match(r"https?://\S+$", clause.source)) is clause.verified, (control.id, clause)
        numbers = [(clause.framework, clause.number) for clause in control.clauses]
        assert len(set(numbers)) == len(numbers), control.id


def test_every_check_that_a_control_names_exists() -> None:
    named = {check for control in BOOK.controls for check in control.checks}
    assert named <= {*own_checks(), *RULES}


def test_rules_and_checks_of_controls_name_exactly_the_controls_that_name_them() -> None:
    theirs = RULES | {check.name: check.controls for check in control_checks()}
    judging = BOOK.judging()
    assert {name: set(judging.get(name, ())) for name in theirs} == {name: set(ids) for name, ids in theirs.items()}


def test_no_control_is_without_a_check() -> None:
    assert [control.id for control in BOOK.controls if not control.checks] == []
