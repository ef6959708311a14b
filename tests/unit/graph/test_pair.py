"""Two stacks side by side: where they differ, and why."""

import json
from pathlib import Path
from typing import Any

import pytest

from tapstack.checks.plan import planned_view
from tapstack.checks.subject import Subject
from tapstack.graph.pair import ABSENT, Pair
from tapstack.graph.pair.compare import differences
from tapstack.graph.pair.places import OWN, PEER, placeless, zone_prefix

EAST, EU = "us-east-1", "eu-central-1"


def pair_of(body: dict[str, Any], folder: Path) -> Pair:
    file = folder / "t.json"
    file.write_text(json.dumps(body))
    return Pair(planned_view(Subject(str(file), (EU, EAST))).stackset, EU, EAST)


def kinds(value: Any, folder: Path) -> list[str]:
    body = {
        "Parameters": {"Stored": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/x"}},
        "Conditions": {"InEast": {"Fn::Equals": [{"Ref": "AWS::Region"}, EAST]}},
        "Mappings": {"Map": {EAST: {"Name": "a", "List": ["x"]}, EU: {"Name": "b", "List": ["x", "y"]}}},
        "Resources": {
            "Named": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Fn::If": ["InEast", "a", "b"]}}},
            "Thing": {"Type": "Custom::Thing", "Properties": {"Value": value}},
        },
    }
    pair = pair_of(body, folder)
    return [pair.explain(difference).kind for difference in pair.differences(pair.twins["Thing"])]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("same", []),
        ({"Ref": "AWS::Region"}, ["region"]),
        ({"Fn::Sub": "arn:aws:sns:${AWS::Region}:1:x"}, ["region"]),
        ({"Ref": "AWS::StackId"}, ["region"]),
        ({"Fn::ImportValue": "x"}, ["region"]),
        ({"Ref": "Stored"}, ["region"]),
        ({"Fn::GetAZs": ""}, ["region"] * 3 + ["zones"] * 3),
        ({"Fn::If": ["InEast", EU, EAST]}, ["peer"]),
        ({"Fn::If": ["InEast", EAST, EU]}, ["region"]),
        ({"Fn::If": ["InEast", "a", "b"]}, ["condition"]),
        ({"Fn::If": ["InEast", {"A": 1}, {"Ref": "AWS::NoValue"}]}, ["condition"]),
        ([{"Fn::If": ["InEast", "a", {"Ref": "AWS::NoValue"}]}, "b"], ["condition"]),
        ({"Fn::FindInMap": ["Map", {"Ref": "AWS::Region"}, "Name"]}, ["mapping"]),
        ({"Fn::FindInMap": ["Map", {"Ref": "AWS::Region"}, "List"]}, ["mapping"]),
        ({"Fn::Join": ["-", ["x", {"Fn::FindInMap": ["Map", {"Ref": "AWS::Region"}, "Name"]}]]}, ["mapping"]),
        ({"Fn::Select": [1, {"Fn::Split": ["-", {"Ref": "AWS::Region"}]}]}, ["computed"]),
        ({"Fn::GetAtt": ["Named", "TopicName"]}, ["follows"]),
    ],
)
def test_each_difference_has_its_explanation(value: Any, expected: list[str], tmp_path: Path) -> None:
    assert kinds(value, tmp_path) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"A": 1}, {"A": 1}, []),
        ({"A": 1}, {"A": 2}, [(("A",), ("A",), 1, 2)]),
        ({"A": 1}, {}, [(("A",), ("A",), 1, ABSENT)]),
        (["a", "b", "c"], ["a", "c"], [((1,), (2,), "b", ABSENT)]),
        (["a", "c"], ["a", "b", "c"], [((2,), (1,), ABSENT, "b")]),
        ([], ["a"], [((), (), [], ["a"])]),
        (
            [{"Sid": "A", "X": 1}, {"Sid": "B", "X": 1}],
            [{"Sid": "B", "X": 2}],
            [((1, "X"), (0, "X"), 1, 2), ((0,), (1,), {"Sid": "A", "X": 1}, ABSENT)],
        ),
        ({"A": "x"}, {"A": {"B": 1}}, [(("A",), ("A",), "x", {"B": 1})]),
        ({"A": True}, {"A": 1}, []),
    ],
)
def test_the_smallest_differing_values_are_found(one: Any, other: Any, expected: list[Any]) -> None:
    found = differences(one, other, ((), ()), lambda value, _side: json.dumps(value))
    assert [(*row.paths, *row.values) for row in found] == expected


def test_regions_and_zones_are_taken_out_of_texts() -> None:
    text = f"{EAST}a use1-az2 {EU} euc1-az1 us-east-10 abuse1-az1"
    assert placeless(text, EAST, EU) == f"{OWN}a {OWN}-az2 {PEER} {PEER}-az1 us-east-10 abuse1-az1"
    assert placeless("arn:aws-cn:s3 x.amazonaws.com.cn", "cn-north-1", EAST) == placeless(
        "arn:aws:s3 x.amazonaws.com", EAST, "cn-north-1"
    )


@pytest.mark.parametrize(
    ("region", "prefix"),
    [
        (EAST, "use1"),
        (EU, "euc1"),
        ("ap-southeast-2", "apse2"),
        ("ap-northeast-1", "apne1"),
        ("us-gov-west-1", "usgw1"),
        ("cn-northwest-1", "cnnw1"),
    ],
)
def test_ids_of_zones_begin_with_a_short_form_of_the_region(region: str, prefix: str) -> None:
    assert zone_prefix(region) == prefix


def test_a_loop_may_make_other_resources_in_each_region(tmp_path: Path) -> None:
    loop = ["N", {"Fn::FindInMap": ["Map", {"Ref": "AWS::Region"}, "List"]}, {"T${N}": {"Type": "AWS::SNS::Topic"}}]
    body = {
        "Transform": "AWS::LanguageExtensions",
        "Mappings": {"Map": {EAST: {"List": ["X", "Y"]}, EU: {"List": ["X"]}}},
        "Resources": {"Fn::ForEach::Loop": loop},
    }
    pair = pair_of(body, tmp_path)
    found = [(twin.name, pair.explain(row).kind) for twin in pair.twins.values() for row in pair.differences(twin)]
    assert found == [("TY", "computed")]
