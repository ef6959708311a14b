"""What AWS refuses and moto takes is refused over HTTP, with the whole account in view."""

import json
from typing import Any

import pytest

ROLE = {
    "Type": "AWS::IAM::Role",
    "Properties": {
        "AssumeRolePolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
    },
}


def bucket(name, **properties):
    return {
        "Type": "AWS::S3::Bucket",
        "Properties": {"BucketName": name, "VersioningConfiguration": {"Status": "Enabled"}, **properties},
    }


def replicating(name, destination):
    rule = {
        "Status": "Enabled",
        "Priority": 1,
        "Filter": {"Prefix": ""},
        "DeleteMarkerReplication": {"Status": "Enabled"},
        "Destination": {"Bucket": f"arn:aws:s3:::{destination}"},
    }
    return bucket(name, ReplicationConfiguration={"Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Rules": [rule]})


@pytest.fixture
def made(client, settled, text):
    """Makes a stack and gives its status and the reasons of what failed in it."""

    def make(name, resources, region="us-east-1", **request):
        formation = client("cloudformation", region)
        formation.create_stack(StackName=name, TemplateBody=text(resources), Capabilities=["CAPABILITY_IAM"], **request)
        status = settled(name, region)["StackStatus"]
        events = formation.describe_stack_events(StackName=name)["StackEvents"]
        return status, [one["ResourceStatusReason"] for one in events if one["ResourceStatus"] == "CREATE_FAILED"]

    return make


def test_a_destination_that_nobody_made_is_missed(made):
    status, reasons = made("lonely", {"Role": ROLE, "Data": replicating("lonely-data", "lonely-copy")})
    assert status == "ROLLBACK_COMPLETE"
    assert any("lonely-copy" in reason and "S3-" in reason for reason in reasons)


def test_a_destination_of_the_pair_is_found(made):
    assert made("pair", {"Data": bucket("pair-copy")}, "eu-central-1")[0] == "CREATE_COMPLETE"
    assert made("pair", {"Role": ROLE, "Data": replicating("pair-data", "pair-copy")})[0] == "CREATE_COMPLETE"


def test_a_destination_of_quite_another_stack_is_found(made):
    assert (
        made("elsewhere", {"Copy": bucket("other-copy"), "Topic": {"Type": "AWS::SNS::Topic"}}, "eu-west-1")[0]
        == "CREATE_COMPLETE"
    )
    assert made("far", {"Role": ROLE, "Data": replicating("far-data", "other-copy")})[0] == "CREATE_COMPLETE"


def test_a_destination_that_a_deleted_stack_left_is_found(made, client):
    assert (
        made("leaving", {"Copy": {**bucket("left-copy"), "DeletionPolicy": "Retain"}}, "eu-west-1")[0]
        == "CREATE_COMPLETE"
    )
    formation = client("cloudformation", "eu-west-1")
    stack = formation.describe_stacks(StackName="leaving")["Stacks"][0]["StackId"]
    formation.delete_stack(StackName="leaving")
    quickly = {"Delay": 0.05, "MaxAttempts": 400}
    formation.get_waiter("stack_delete_complete").wait(StackName=stack, WaiterConfig=quickly)
    assert made("after", {"Role": ROLE, "Data": replicating("after-data", "left-copy")})[0] == "CREATE_COMPLETE"


def test_a_destination_made_by_hand_is_found(made, client):
    client("s3", "eu-central-1").create_bucket(
        Bucket="hand-made", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
    )
    client("s3", "eu-central-1").put_bucket_versioning(
        Bucket="hand-made", VersioningConfiguration={"Status": "Enabled"}
    )
    assert made("by-hand", {"Role": ROLE, "Data": replicating("by-hand-data", "hand-made")}) == ("CREATE_COMPLETE", [])


def test_a_destination_that_is_deleted_by_hand_is_missed(made, client):
    client("s3").create_bucket(Bucket="short-lived")
    client("s3").put_bucket_versioning(Bucket="short-lived", VersioningConfiguration={"Status": "Enabled"})
    client("s3").delete_bucket(Bucket="short-lived")
    status, reasons = made("late", {"Role": ROLE, "Data": replicating("late-data", "short-lived")})
    assert status == "ROLLBACK_COMPLETE" and any("short-lived" in reason for reason in reasons)


def test_two_stacks_of_one_template_are_paired_by_their_values(made, client, settled):
    """Of two environments in each region each source finds the target of its own suffix."""
    body: dict[str, Any] = {
        "Parameters": {"Suffix": {"Type": "String"}},
        "Conditions": {"Source": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}},
        "Resources": {
            "Role": {**ROLE, "Condition": "Source"},
            "Copy": {**bucket({"Fn::Sub": "env-copy-${Suffix}"}), "Condition": "NotSource"},
            "Data": {**replicating({"Fn::Sub": "env-data-${Suffix}"}, "x"), "Condition": "Source"},
        },
    }
    body["Conditions"]["NotSource"] = {"Fn::Not": [{"Condition": "Source"}]}
    rule = body["Resources"]["Data"]["Properties"]["ReplicationConfiguration"]["Rules"][0]
    rule["Destination"]["Bucket"] = {"Fn::Sub": "arn:aws:s3:::env-copy-${Suffix}"}

    def environment(suffix, region):
        client("cloudformation", region).create_stack(
            StackName=f"env-{suffix}",
            TemplateBody=json.dumps(body),
            Capabilities=["CAPABILITY_IAM"],
            Parameters=[{"ParameterKey": "Suffix", "ParameterValue": suffix}],
        )
        return settled(f"env-{suffix}", region)["StackStatus"]

    assert environment("dev", "eu-central-1") == environment("prod", "eu-central-1") == "CREATE_COMPLETE"
    assert environment("dev", "us-east-1") == environment("prod", "us-east-1") == "CREATE_COMPLETE"
    assert environment("test", "us-east-1") == "ROLLBACK_COMPLETE"
