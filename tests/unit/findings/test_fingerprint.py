"""A finding is recognised after the file around it was edited, and never taken for another."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapstack.findings import Finding, Severity, Status, Waiver, fingerprints
from tapstack.findings.source_root import project_path, source_root

FINDING = Finding(
    check="TPL-001",
    layer="template",
    status=Status.FAIL,
    severity=Severity.ERROR,
    region="us-east-1",
    resource="Bucket",
    path=("Resources", "Bucket", "Tags", 0),
    file="lib/a.json",
    line=3,
    column=5,
    message="wrong",
    fix="right",
    source="documentation",
)
WAIVER = Waiver("TPL-001", None, None, "known", "team", date(2027, 1, 1), "waivers.yaml")


def fingerprint(finding: Finding) -> str:
    return fingerprints([finding])[0]


def test_it_is_32_hexadecimal_digits() -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", fingerprint(FINDING))


def test_it_stays_as_published() -> None:
    assert fingerprint(FINDING) == "51c32481bb4199862653f3b462e3c7f4"


@pytest.mark.parametrize(
    "change",
    [
        {"line": 4},
        {"line": None, "column": None},
        {"column": 6},
        {"message": "else"},
        {"fix": "else"},
        {"source": "else"},
        {"title": "else"},
        {"controls": ("ENC-01",)},
        {"severity": Severity.INFO},
        {"status": Status.WAIVED, "waiver": WAIVER},
        {"status": Status.PASS},
    ],
    ids=str,
)
def test_what_may_change_without_making_another_finding(change: dict[str, Any]) -> None:
    assert fingerprint(FINDING._replace(**change)) == fingerprint(FINDING)


@pytest.mark.parametrize(
    "change",
    [
        {"check": "TPL-002"},
        {"layer": "lint"},
        {"region": "eu-central-1"},
        {"region": None},
        {"resource": "Queue"},
        {"resource": None},
        {"path": ("Resources", "Bucket", "Tags", 1)},
        {"path": ("Resources", "Bucket", "Tags", "0")},
        {"path": ("Resources", "Bucket/Tags", 0)},
        {"file": "lib/b.json"},
    ],
    ids=str,
)
def test_what_makes_another_finding(change: dict[str, Any]) -> None:
    assert fingerprint(FINDING._replace(**change)) != fingerprint(FINDING)


def test_findings_that_agree_in_all_are_told_apart_by_their_order_in_the_file() -> None:
    later, earlier = FINDING._replace(line=9), FINDING._replace(line=2)
    first, second = fingerprints([later, earlier])
    assert second == fingerprint(FINDING) != first
    assert fingerprints([earlier, later]) == [second, first]
    assert fingerprints([earlier._replace(line=12), later._replace(line=19)]) == [second, first]


def test_what_passed_does_not_count_when_others_are_told_apart() -> None:
    passed = FINDING._replace(status=Status.PASS, line=1)
    assert fingerprints([passed, FINDING])[1] == fingerprint(FINDING)


VALUES = {
    "check": st.sampled_from(["A", "B"]),
    "status": st.sampled_from(Status),
    "region": st.sampled_from([None, "us-east-1"]),
    "resource": st.none() | st.text(max_size=2),
    "path": st.lists(st.text(max_size=1) | st.integers(0, 1), max_size=2).map(tuple),
    "file": st.text(max_size=3),
    "line": st.none() | st.integers(1, 3),
    "message": st.text(st.characters(), max_size=2),
}
FINDINGS = st.lists(st.fixed_dictionaries(VALUES).map(lambda values: FINDING._replace(**values)), max_size=20)


@given(FINDINGS, st.randoms())
def test_no_two_are_alike_and_the_order_of_the_input_does_not_matter(found: list[Finding], chance: Any) -> None:
    made = fingerprints(found)
    assert len(set(made)) == len(found)
    order = list(range(len(found)))
    chance.shuffle(order)
    shuffled = fingerprints([found[index] for index in order])
    assert {(made[index], found[index].message) for index in order} == {
        (again, found[index].message) for again, index in zip(shuffled, order, strict=True)
    }


def work_tree(folder: Path) -> Path:
    (folder / "lib").mkdir(parents=True)
    (folder / ".git").mkdir()
    return folder


def plain_folder(folder: Path) -> Path:
    (folder / "lib").mkdir(parents=True)
    return folder


def linked_work_tree(folder: Path) -> Path:
    (folder / "lib").mkdir(parents=True)
    (folder / ".git").write_text("gitdir: /elsewhere\n")
    return folder


@pytest.mark.parametrize("make", [work_tree, linked_work_tree])
@pytest.mark.parametrize(
    ("here", "file"),
    [(".", "lib/a.json"), (".", "./lib/../lib/a.json"), ("lib", "a.json"), ("..", "project/lib/a.json")],
)
def test_the_same_file_of_a_work_tree_by_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], Path], here: str, file: str
) -> None:
    root = make(tmp_path / "project")
    monkeypatch.chdir(root / here)
    assert project_path(file) == project_path(str(root / "lib" / "a.json")) == "lib/a.json"
    assert source_root(file) == str(root)


def test_the_same_finding_by_any_name_and_in_any_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for name in ("one", "two"):
        root = work_tree(tmp_path / name)
        monkeypatch.chdir(root)
        made += [fingerprint(FINDING), fingerprint(FINDING._replace(file=str(root / "lib" / "a.json")))]
        monkeypatch.chdir(root / "lib")
        made.append(fingerprint(FINDING._replace(file="a.json")))
    assert len(set(made)) == 1


def test_outside_a_work_tree_the_current_directory_is_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = plain_folder(tmp_path / "project")
    monkeypatch.chdir(root)
    assert (project_path(str(root / "lib" / "a.json")), source_root("lib/a.json")) == ("lib/a.json", str(root))
    outside = str(tmp_path / "a.json")
    assert (project_path("../a.json"), source_root("../a.json")) == (outside, None)


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 5000, "", os.sep])
def test_a_name_that_no_file_can_have_is_no_error(name: str) -> None:
    assert fingerprint(FINDING._replace(file=name))
