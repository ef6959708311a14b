"""A StackSet of a small template, deployed."""

import pytest

from tapstack.simulate.deployment import deploy
from tapstack.simulate.resources import UnsupportedError

TOPIC = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "news"}}


def test_a_type_without_an_adapter_is_named_and_nothing_is_begun(subject_of):
    with pytest.raises(UnsupportedError, match=r"AWS::EC2::Instance \(Machine\)"):
        deploy(subject_of({"Topic": TOPIC, "Machine": {"Type": "AWS::EC2::Instance"}}))


def test_a_property_that_is_not_carried_is_named(subject_of):
    topic = {**TOPIC, "Properties": {"Colour": "red"}}
    with pytest.raises(UnsupportedError, match=r"Topic .* has Colour"):
        deploy(subject_of({"Topic": topic}))


def test_what_cloudformation_refuses_at_once_is_told_without_any_resource(subject_of):
    parameters = {"Count": {"Type": "Number", "MaxValue": 3}}
    subject = subject_of({"Topic": TOPIC}, given={"Count": "4"}, Parameters=parameters)
    deployed = deploy(subject)
    assert not deployed.succeeded
    assert deployed.outcomes == ()


def test_a_name_that_both_regions_want_fails_in_the_second(subject_of):
    role = {"RoleName": "one", "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []}}
    deployed = deploy(subject_of({"Role": {"Type": "AWS::IAM::Role", "Properties": role}}))
    results = {target.region: result for target, result in deployed.operation.results.items()}
    assert results["eu-central-1"].status == "SUCCEEDED"
    assert "exists already" in results["us-east-1"].reason


def test_a_secret_is_deployed_and_never_told(subject_of):
    parameters = {"Secret": {"Type": "String", "NoEcho": True}}
    parameter = {
        "Type": "AWS::SSM::Parameter",
        "Properties": {"Name": "s", "Type": "String", "Value": {"Ref": "Secret"}},
    }
    deployed = deploy(subject_of({"P": parameter}, given={"Secret": "hunter22"}, Parameters=parameters))
    assert deployed.succeeded
    assert "hunter22" not in str(deployed.events)


def test_fidelity_counts_resources_and_properties(subject_of):
    queue = {
        "Type": "AWS::SQS::Queue",
        "Properties": {"QueueName": "q", "RedriveAllowPolicy": {"redrivePermission": "denyAll"}},
    }
    deployed = deploy(subject_of({"Topic": TOPIC, "Queue": queue}, regions=("us-east-1",)))
    told = deployed.fidelity
    assert told["resources executed"] == 2
    assert told["properties recorded"] == 1
    assert told["properties lost"] == 0
