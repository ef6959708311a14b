"""What the policies of a template answer: however a resource is written, and wherever a policy of a role stands.

What statements answer is told in test_answers and test_conditions.
"""

from typing import Any

import pytest

from tapstack.access import Request, arn, decide, policies_of, read
from tests.unit.access.worlds import role, world_of


def item_of(world, name: str) -> Any:
    return world.stackset.item("us-east-1", name)


@pytest.mark.parametrize(
    ("resource", "asked", "expected"),
    [
        ({"Fn::GetAtt": ["Q", "Arn"]}, "Q", True),
        ({"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:*"}, "Q", True),
        ({"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Q.QueueName}"}, "Q", True),
        ({"Fn::Sub": "arn:aws:sqs:eu-central-1:${AWS::AccountId}:*"}, "Q", False),
        ({"Fn::GetAtt": ["Other", "Arn"]}, "Q", None),
        ("arn:aws:sqs:us-east-1:123456789012:*", "Q", None),
        ({"Fn::GetAtt": ["Other", "Arn"]}, "Named", None),
        ("arn:aws:sqs:us-east-1:123456789012:q*", "Named", None),
        ("arn:aws:sqs:us-east-1:123456789012:z*", "Named", False),
        ({"Fn::Sub": "arn:aws:sqs:us-east-1:${AWS::AccountId}:q?eue"}, "Named", True),
        ({"Ref": "T"}, "T", True),
        ({"Fn::GetAtt": ["K", "Arn"]}, "K", True),
        ({"Fn::Sub": "arn:aws:kms:us-east-1:${AWS::AccountId}:key/${K}"}, "K", True),
        ({"Fn::Sub": "${B.Arn}"}, "B", True),
        ({"Fn::Sub": "arn:aws:s3:::${B}"}, "B", True),
        ({"Fn::Sub": "arn:aws:s3:::${B}/*"}, "B", False),
    ],
)
def test_a_resource_is_the_same_however_it_is_written(
    tmp_path, resource: Any, asked: str, expected: bool | None
) -> None:
    world = world_of(
        tmp_path,
        {
            "R": role([{"Effect": "Allow", "Action": "*", "Resource": resource}]),
            "Q": {"Type": "AWS::SQS::Queue"},
            "Other": {"Type": "AWS::SQS::Queue"},
            "Named": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "q-eue"}},
            "T": {"Type": "AWS::SNS::Topic"},
            "K": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": {}}},
            "B": {"Type": "AWS::S3::Bucket"},
        },
    )
    request = Request("a:b", arn(item_of(world, asked), world))
    assert decide(policies_of(item_of(world, "R"), world), request, world) is expected


ALLOW = [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}]


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        ({"R": role(ALLOW)}, True),
        ({"R": role()}, False),
        ({"R": role(ManagedPolicyArns=["arn:aws:iam::aws:policy/AmazonSQSFullAccess"])}, True),
        ({"R": role(ManagedPolicyArns=["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"])}, False),
        ({"R": role(ManagedPolicyArns=["arn:aws:iam::aws:policy/NobodyKnowsThis"])}, None),
        ({"R": role(ALLOW, ManagedPolicyArns=["arn:aws:iam::aws:policy/NobodyKnowsThis"])}, True),
        (
            {
                "R": role(),
                "P": {
                    "Type": "AWS::IAM::Policy",
                    "Properties": {"PolicyName": "p", "Roles": [{"Ref": "R"}], "PolicyDocument": {"Statement": ALLOW}},
                },
            },
            True,
        ),
        (
            {
                "R": role(),
                "P": {
                    "Type": "AWS::IAM::Policy",
                    "Properties": {"PolicyName": "p", "Roles": ["other"], "PolicyDocument": {"Statement": ALLOW}},
                },
            },
            False,
        ),
        (
            {
                "R": role(),
                "P": {
                    "Type": "AWS::IAM::RolePolicy",
                    "Properties": {"PolicyName": "p", "RoleName": {"Ref": "R"}, "PolicyDocument": {"Statement": ALLOW}},
                },
            },
            True,
        ),
        (
            {
                "R": role(ManagedPolicyArns=[{"Ref": "P"}]),
                "P": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": ALLOW}}},
            },
            True,
        ),
        (
            {
                "R": role(),
                "P": {
                    "Type": "AWS::IAM::ManagedPolicy",
                    "Properties": {"Roles": [{"Ref": "R"}], "PolicyDocument": {"Statement": ALLOW}},
                },
            },
            True,
        ),
    ],
)
def test_a_role_has_the_policies_of_every_kind(tmp_path, resources: dict[str, Any], expected: bool | None) -> None:
    world = world_of(tmp_path, resources)
    request = Request("sqs:SendMessage", "arn:aws:sqs:us-east-1:1:q")
    assert decide(policies_of(item_of(world, "R"), world), request, world) is expected


def test_a_document_that_is_not_known_is_neither_right_nor_wrong(tmp_path) -> None:
    world = world_of(tmp_path, {"R": role()})
    document = item_of(world, "R")["Nothing"]
    assert read(document) == []
