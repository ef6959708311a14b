"""Which changes of properties replace a resource."""

import json
from pathlib import Path

import pytest

from tapstack.facts.schemas import resource_schema
from tapstack.simulate.engine.changes import Change, change, replaced
from tapstack.simulate.engine.conditional import decided
from tapstack.simulate.resources import Wanted

TEMPLATE = Path(__file__).parents[4] / "lib" / "TapStack.json"


def between(kind, before, after):
    return change(kind, Wanted("A", kind, before), Wanted("A", kind, after))


@pytest.mark.parametrize(
    ("kind", "before", "after", "what"),
    [
        ("AWS::SQS::Queue", {"QueueName": "a"}, {"QueueName": "a"}, Change.NOTHING),
        ("AWS::SQS::Queue", {"DelaySeconds": 1}, {"DelaySeconds": 2}, Change.IN_PLACE),
        ("AWS::SQS::Queue", {"QueueName": "a"}, {"QueueName": "b"}, Change.REPLACEMENT),
        ("AWS::SQS::Queue", {"QueueName": "a"}, {}, Change.REPLACEMENT),
        ("AWS::SQS::Queue", {}, {"QueueName": "a"}, Change.REPLACEMENT),
        ("AWS::No::Such", {"A": 1}, {"A": 2}, Change.IN_PLACE),
        ("Custom::Thing", {"A": 1}, {"A": 2}, Change.IN_PLACE),
        ("Custom::Thing", {"ServiceToken": "a"}, {"ServiceToken": "b"}, Change.REPLACEMENT),
        ("AWS::DynamoDB::Table", {"KeySchema": ["a"]}, {"KeySchema": ["b"]}, Change.REPLACEMENT),
        ("AWS::DynamoDB::GlobalTable", {"KeySchema": ["a"]}, {"KeySchema": ["b"]}, Change.REPLACEMENT),
        ("AWS::DynamoDB::GlobalTable", {}, {"LocalSecondaryIndexes": ["b"]}, Change.REPLACEMENT),
        ("AWS::EC2::VPC", {"InstanceTenancy": "default"}, {"InstanceTenancy": "dedicated"}, Change.REPLACEMENT),
        ("AWS::EC2::VPC", {"InstanceTenancy": "dedicated"}, {"InstanceTenancy": "default"}, Change.IN_PLACE),
        ("AWS::EC2::VPC", {"InstanceTenancy": "dedicated"}, {}, Change.IN_PLACE),
        ("AWS::EC2::Subnet", {}, {"Ipv6CidrBlock": "2001:db8::/64"}, Change.IN_PLACE),
        ("AWS::Events::Rule", {}, {"EventBusName": "b"}, Change.REPLACEMENT),
        ("AWS::SNS::Subscription", {}, {"Region": "us-east-1"}, Change.IN_PLACE),
    ],
)
def test_what_a_change_means(kind, before, after, what):
    assert between(kind, before, after) is what


def test_tags_alone_are_changed_in_place():
    before, after = (Wanted("A", "AWS::SQS::Queue", {}, 1, {"Stage": stage}) for stage in ("test", "live"))
    assert change("AWS::SQS::Queue", before, after) is Change.IN_PLACE


def test_the_path_of_what_replaces_is_told():
    config = ({"HealthCheckConfig": {"Type": kind, "Port": 80}} for kind in ("HTTP", "TCP"))
    assert list(replaced("AWS::Route53::HealthCheck", *config)) == ["HealthCheckConfig/Type"]


def test_every_doubtful_property_of_the_template_is_decided():
    types = {body["Type"] for body in json.loads(TEMPLATE.read_text(encoding="utf-8"))["Resources"].values()}
    doubtful = {}
    for kind in sorted(types):
        schema = resource_schema(kind)
        names = [pointer.removeprefix("/properties/") for pointer in schema.conditional_create_only]
        if names:
            doubtful[kind] = sorted(names)
    assert {kind: sorted(names) for kind, names in decided().items()} == doubtful
