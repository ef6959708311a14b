"""What the layers judge is rendered with what the configuration and the command line say."""

import json
from pathlib import Path

from tapstack.checks.subject import Subject

TEMPLATE = {
    "Resources": {
        "Subnet": {
            "Type": "AWS::EC2::Subnet",
            "Properties": {"VpcId": "vpc-1", "AvailabilityZone": {"Fn::Select": [1, {"Fn::GetAZs": ""}]}},
        },
        "Topic": {
            "Type": "AWS::SNS::Topic",
            "Properties": {"DisplayName": {"Fn::Sub": "${AWS::StackName} ${AWS::AccountId}"}},
        },
    }
}


def test_zones_account_and_names_reach_the_stack(tmp_path: Path) -> None:
    file = tmp_path / "t.json"
    file.write_text(json.dumps(TEMPLATE))
    subject = Subject(str(file), ("us-east-1",), account_id="111122223333", zones={"us-east-1": ("use1a", "use1b")})
    resources = subject.render("us-east-1", stack_name="mine").to_json()["Resources"]
    assert resources["Subnet"]["Properties"]["AvailabilityZone"] == "use1b"
    assert resources["Topic"]["Properties"]["DisplayName"] == "mine 111122223333"


def test_other_parameters_share_what_does_not_depend_on_them(tmp_path: Path) -> None:
    file = tmp_path / "t.json"
    stage = {"Parameters": {"Stage": {"Type": "String", "Default": "dev"}}}
    file.write_text(json.dumps({**TEMPLATE, **stage}))
    subject = Subject(str(file), ("us-east-1",), {"Stage": "test"})
    other = subject.with_parameters({"Stage": "prod"})
    assert (subject.values.values, other.values.values) == ({"Stage": "test"}, {"Stage": "prod"})
    assert (subject.complete, other.complete) == (False, True)
    assert (other.template, other.program) == (subject.template, subject.program)
    assert other.stacks["us-east-1"] is not subject.stacks["us-east-1"]


def test_another_world_starts_from_the_given_one(tmp_path: Path) -> None:
    file = tmp_path / "template.json"
    file.write_text('{"Parameters": {"Mode": {"Type": "String"}}, "Resources": {}}')
    given = Subject(str(file), ("us-east-1",), given={"Mode": "one"})
    assert given.origin is None
    assert given.in_world({}, given.regions).origin is None
    assert given.in_world({"Mode": "two"}, given.regions).origin is given
