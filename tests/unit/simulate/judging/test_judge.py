"""The truths, asked of the simulated world before each call."""

from tapstack.simulate.deployment import deploy, open_world
from tapstack.simulate.deployment.deploy import create

BUCKET = "arn:aws:s3:::copies"
RULE = {
    "Priority": 1,
    "Status": "Enabled",
    "Filter": {"Prefix": ""},
    "DeleteMarkerReplication": {"Status": "Enabled"},
    "Destination": {"Bucket": BUCKET},
}
VERSIONED = {"VersioningConfiguration": {"Status": "Enabled"}}
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


def replicating(**more):
    configuration = {"Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Rules": [RULE]}
    return {
        "Type": "AWS::S3::Bucket",
        "Properties": {"BucketName": "originals", **VERSIONED, "ReplicationConfiguration": configuration},
        **more,
    }


COPIES = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "copies", **VERSIONED}}


def reason(deployed):
    return next(iter(deployed.operation.results.values())).reason


def test_a_bucket_that_is_made_before_may_be_replicated_to(subject_of):
    resources = {"Role": ROLE, "Copies": COPIES, "Originals": replicating(DependsOn="Copies")}
    assert deploy(subject_of(resources, regions=("us-east-1",))).succeeded


def test_a_bucket_that_is_only_planned_may_not(subject_of):
    late = {**COPIES, "DependsOn": "Originals"}
    deployed = deploy(subject_of({"Role": ROLE, "Originals": replicating(), "Copies": late}, regions=("us-east-1",)))
    assert "ResourceLogicalId:Originals" in reason(deployed)
    assert "S3-" in reason(deployed)


def test_what_aws_takes_and_loses_data_over_is_let_through(subject_of):
    rule = {"Type": "AWS::Events::Rule", "Properties": {"Name": "r", "EventPattern": {"no-such-field": ["x"]}}}
    assert deploy(subject_of({"Rule": rule}, regions=("us-east-1",))).succeeded


def test_what_is_not_known_is_counted_and_not_refused(subject_of):
    with open_world(subject_of({"Role": ROLE}, regions=("us-east-1",))) as world:
        create(world)
        assert all(key[1] == "us-east-1" for key in world.judge.unknown)


def test_two_of_one_name_are_refused_at_the_second(subject_of):
    topic = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "news"}}
    resources = {"One": topic, "Two": {**topic, "DependsOn": "One"}}
    deployed = deploy(subject_of(resources, regions=("us-east-1",)))
    assert "ResourceLogicalId:Two" in reason(deployed)
