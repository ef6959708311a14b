"""Attributes that only AWS knows stand for their resource, or for another one."""

import pytest

from tapstack.graph.stackset.attributes import Attribute, attribute_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ue000GetAtt:Queue.Arn@us-east-1\ue001", Attribute("us-east-1", "Queue", "Arn")),
        ("\ue000GetAtt:Queue.Arn@us-east-1\ue001/*", None),
        ("\ue000Ref:Queue@us-east-1\ue001", None),
        ("Queue.Arn", None),
    ],
)
def test_an_attribute_is_read_from_its_token(text: str, expected: Attribute | None) -> None:
    assert attribute_of(text) == expected


@pytest.mark.parametrize(
    ("name", "type_name", "stands"),
    [
        ("Arn", "AWS::SQS::Queue", True),
        ("QueueUrl", "AWS::SQS::Queue", True),
        ("GroupId", "AWS::EC2::SecurityGroup", True),
        ("ConsumerARN", "AWS::Kinesis::StreamConsumer", True),
        ("VpcId", "AWS::EC2::VPC", True),
        ("VpcId", "AWS::EC2::SecurityGroup", False),
        ("StreamArn", "AWS::DynamoDB::Table", True),
        ("FunctionArn", "AWS::Lambda::Version", True),
        ("Version", "AWS::Lambda::Version", False),
        ("DefaultSecurityGroup", "AWS::EC2::VPC", False),
    ],
)
def test_an_attribute_stands_for_its_resource_if_it_is_its_arn_id_name_or_url(
    name: str, type_name: str, stands: bool
) -> None:
    assert Attribute("us-east-1", "It", name).names(type_name) is stands
