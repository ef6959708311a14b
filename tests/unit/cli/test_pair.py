"""``tapstack pair``: what it prints, and how it exits."""

import json
from pathlib import Path
from typing import Any

import pytest

from tapstack.cli.main import main

BOTH = ("--region", "eu-central-1", "--region", "us-east-1")
TEMPLATE: dict[str, Any] = {
    "Parameters": {"Secret": {"Type": "String", "NoEcho": True, "Default": "hunter2-default"}},
    "Conditions": {"InEast": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}},
    "Resources": {
        "Stream": {"Type": "AWS::Kinesis::Stream", "Properties": {"ShardCount": {"Fn::If": ["InEast", 24, 2]}}},
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Fn::Sub": "t-${AWS::Region}"}}},
        "Once": {"Type": "AWS::SNS::Topic", "Condition": "InEast"},
        "Told": {
            "Type": "AWS::SSM::Parameter",
            "Properties": {
                "Type": "String",
                "Value": {"Fn::If": ["InEast", {"Ref": "Secret"}, "arn:aws:sns:eu-west-3:1:x"]},
            },
        },
    },
}
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.json").write_text(json.dumps(TEMPLATE, indent=2))
    return tmp_path


def printed(capsys: Captured, *arguments: str, code: int = 0) -> str:
    assert main(["pair", "t.json", *arguments]) == code
    return capsys.readouterr().out


def test_each_difference_has_values_and_an_explanation(capsys: Captured) -> None:
    document = json.loads(printed(capsys, *BOTH, "--format", "json"))
    rows = {"/".join(map(str, row["path"])): row for row in document["differences"]}
    shards = rows["Resources/Stream/Properties/ShardCount"]
    assert shards["values"] == {"eu-central-1": 2, "us-east-1": 24}
    assert shards["explanation"] == {"kind": "condition", "text": "InEast holds in us-east-1 only"}
    assert (shards["flagged"], shards["checks"]) == (True, ["PAIR-006"])
    assert rows["Resources/Topic/Properties/TopicName"]["explanation"]["kind"] == "region"
    assert set(rows["Resources/Once"]["values"]) == {"us-east-1"}
    assert document["counts"] == {
        "differences": 4,
        "flagged": 2,
        "by_explanation": {"condition": 3, "region": 1},
    }
    assert {row["line"] for row in document["differences"]} - {None}


def test_people_read_where_the_regions_differ_and_what_is_flagged(capsys: Captured) -> None:
    text = printed(capsys, *BOTH)
    assert "Once  AWS::SNS::Topic  only in us-east-1: InEast holds in us-east-1 only\n" in text
    assert "  ShardCount\n    eu-central-1  2\n    us-east-1     24\n" in text
    assert "FLAGGED       PAIR-006" in text
    assert "t-us-east-1" not in text
    assert "t-us-east-1" in printed(capsys, *BOTH, "--all")
    assert text.endswith("t.json in eu-central-1, us-east-1: 4 differences (3 condition, 1 region); 2 flagged.\n")


@pytest.mark.parametrize("form", ["human", "json"])
def test_no_secret_is_shown(capsys: Captured, form: str) -> None:
    given = ("--parameter", "Secret=hunter2-given")
    assert "hunter2" not in printed(capsys, *BOTH, *given, "--format", form, "--all")


def test_regions_named_the_other_way_round_are_told_of_alike(capsys: Captured) -> None:
    forth = json.loads(printed(capsys, *BOTH, "--format", "json"))
    back = json.loads(printed(capsys, *BOTH[2:], *BOTH[:2], "--format", "json"))
    assert forth.pop("regions") == back.pop("regions")[::-1]
    assert forth == back


def test_a_lost_protection_is_an_error(folder: Path, capsys: Captured) -> None:
    rotates = {"EnableKeyRotation": {"Fn::If": ["InEast", True, False]}}
    body = {**TEMPLATE, "Resources": {"Key": {"Type": "AWS::KMS::Key", "Properties": rotates}}}
    (folder / "t.json").write_text(json.dumps(body))
    assert "PAIR-004" in printed(capsys, *BOTH, code=1)


def test_what_is_wrong_where_the_regions_do_not_differ_is_told_too(folder: Path, capsys: Captured) -> None:
    topic = {"Type": "String", "Value": "arn:aws:sns:eu-west-3:123456789012:x"}
    (folder / "t.json").write_text(
        json.dumps({"Resources": {"P": {"Type": "AWS::SSM::Parameter", "Properties": topic}}})
    )
    text = printed(capsys, *BOTH)
    assert "Flagged where the regions do not differ\n  PAIR-009" in text
    assert text.endswith("0 differences (none); 1 flagged.\n")


def test_one_region_is_no_pair(capsys: Captured) -> None:
    assert printed(capsys, *BOTH[:2], code=2) == ""
