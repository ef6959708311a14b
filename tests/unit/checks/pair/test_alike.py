"""What only follows its region is never flagged, and no template makes the comparison fail."""

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tapstack.findings import Status
from tests.unit.checks.pair.judging import EAST, EU, judged

REGION = {"Ref": "AWS::Region"}
IN_EAST = {"Fn::Equals": [REGION, EAST]}
PLENTY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

words = st.text("abcxyz", min_size=1, max_size=8)
of_its_region = st.one_of(
    words,
    st.just(REGION),
    words.map(lambda word: {"Fn::Sub": f"{word}-${{AWS::Region}}"}),
    words.map(lambda word: {"Fn::Sub": f"arn:${{AWS::Partition}}:sns:${{AWS::Region}}:${{AWS::AccountId}}:{word}"}),
    words.map(lambda word: {"Fn::Join": ["/", [word, REGION, {"Ref": "AWS::StackName"}]]}),
    st.just({"Fn::GetAtt": ["Key", "Arn"]}),
    st.just({"Fn::Select": [0, {"Fn::GetAZs": ""}]}),
)
values = st.recursive(
    of_its_region, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=8
)
anything = st.recursive(
    of_its_region | st.integers() | st.booleans(),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(words, inner, max_size=3),
        st.tuples(inner, inner).map(lambda two: {"Fn::If": ["InEast", *two]}),
        inner.map(lambda value: {"Fn::If": ["InEast", value, {"Ref": "AWS::NoValue"}]}),
        inner.map(lambda value: {"Fn::If": ["Open", value, {"Ref": "AWS::NoValue"}]}),
        st.just({"Fn::FindInMap": ["Map", REGION, "Name"]}),
    ),
    max_leaves=10,
)
names = st.sampled_from(
    [
        *(
            "RetentionInDays",
            "KmsKeyId",
            "AlarmActions",
            "Status",
            "PointInTimeRecoveryEnabled",
            "Dimensions",
            "Bucket",
        ),
        *(
            "PolicyDocument",
            "ShardCount",
            "LogGroupName",
            "Targets",
            "KeyPolicy",
            "Replicas",
            "SSEAlgorithm",
            "ServiceName",
        ),
    ]
)
types = st.sampled_from(
    [
        *("AWS::S3::Bucket", "AWS::CloudWatch::Alarm", "AWS::Logs::LogGroup", "AWS::KMS::Key", "AWS::S3::BucketPolicy"),
        *("AWS::DynamoDB::GlobalTable", "AWS::Kinesis::Stream", "AWS::EC2::VPCEndpoint", "Custom::Thing"),
    ]
)


def template(properties: Any, kind: str = "Custom::Thing", condition: str | None = None) -> dict[str, Any]:
    thing: dict[str, Any] = {"Type": kind, "Properties": properties}
    if condition is not None:
        thing["Condition"] = condition
    return {
        "Parameters": {"Given": {"Type": "String"}},
        "Conditions": {"InEast": IN_EAST, "Open": {"Fn::Equals": [{"Ref": "Given"}, "x"]}},
        "Mappings": {"Map": {EAST: {"Name": "a"}, "eu-west-1": {"Name": "b"}}},
        "Resources": {"Key": {"Type": "AWS::KMS::Key"}, "Thing": thing},
        "Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Key", "Arn"]}}},
    }


@PLENTY
@given(st.dictionaries(words, values, max_size=4))
def test_what_only_follows_its_region_is_never_flagged(tmp_path: Path, properties: dict[str, Any]) -> None:
    found = judged(template(properties), tmp_path)
    assert {finding.status for finding in found} == {Status.PASS}, [
        f.message for f in found if f.status is not Status.PASS
    ]


@PLENTY
@given(st.dictionaries(names, anything, max_size=5), types, st.sampled_from([None, "InEast", "Open"]))
def test_no_template_makes_it_fail_and_the_order_of_regions_changes_nothing(
    tmp_path: Path, properties: dict[str, Any], kind: str, condition: str | None
) -> None:
    body = template(properties, kind, condition)
    forth, back = judged(body, tmp_path, (EU, EAST)), judged(body, tmp_path, (EAST, EU))
    assert sorted(map(str, forth)) == sorted(map(str, back)), json.dumps(body)
