"""The evaluator against what IAM's evaluation logic says.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from typing import Any

import pytest

from tapstack.access import Given, Request, Role, Service, absent, decide, given, perhaps, policies_of, read
from tests.unit.access.worlds import role, world_of

ROLE = "arn:aws:iam::1:role/trading-a"


def statement(**others: Any) -> dict[str, Any]:
    return {
        "Effect": "Allow",
        "Action": ["iam:Get*", "iam:PassRole"],
        "Resource": "arn:aws:iam::1:role/trading-*",
        **others,
    }


def under(operator: str, wanted: Any, **others: Any) -> dict[str, Any]:
    return statement(Condition={operator: {"aws:key": wanted}}, **others)


@pytest.fixture
def decides(tmp_path):
    def decided(
        said: list[dict[str, Any]],
        action: str,
        resource: str = ROLE,
        context: dict[str, Given] | None = None,
        caller=None,
    ):
        world = world_of(tmp_path, {"R": role(said)})
        found = world.all("AWS::IAM::Role")[0]
        return decide(policies_of(found, world), Request(action, resource, context or {}, caller), world)

    return decided


@pytest.mark.parametrize(
    ("action", "resource", "expected"),
    [
        ("iam:GetRole", ROLE, True),
        ("IAM:getrole", ROLE, True),
        ("iam:ListRoles", ROLE, False),
        ("iam:PassRole", "arn:aws:iam::1:role/Trading-a", False),
        ("iam:PassRole", "arn:aws:iam::1:role/other", False),
    ],
)
def test_action_and_resource_must_both_match(decides, action: str, resource: str, expected: bool) -> None:
    assert decides([statement()], action, resource) is expected


@pytest.mark.parametrize(
    ("operator", "wanted", "value", "expected"),
    [
        ("StringEquals", ["a", "b"], "b", True),
        ("StringEquals", "a", "ab", False),
        ("StringEquals", "a", None, False),
        ("StringEquals", "a*", "ab", False),
        ("StringEqualsIgnoreCase", "A", "a", True),
        ("StringNotEquals", "a", "a", False),
        ("StringNotEquals", "a", "b", True),
        ("StringNotEquals", ["a", "b"], "b", False),
        ("StringNotEquals", "a", None, True),
        ("StringEqualsIfExists", "a", None, True),
        ("StringEqualsIfExists", "a", "b", False),
        ("StringLike", "a*", "ab", True),
        ("StringLike", "a?", "ab", True),
        ("StringLike", "[ab]", "a", False),
        ("StringLike", "a*", None, False),
        ("StringNotLike", "a*", "ab", False),
        ("ArnLike", "arn:*:b:c:d:e", "arn:a:b:c:d:e", True),
        ("ArnLike", "arn:*:b:c:d:e", None, False),
        ("ArnEquals", "arn:a:b:c:d:*", "arn:a:b:c:d:e", True),
        ("ArnEquals", "arn:a:b:c:d:e", "arn:a:b:c:d:f", False),
        ("ArnNotLike", "arn:a:b:c:d:*", "arn:a:b:c:d:f", False),
        ("Bool", "true", "True", True),
        ("Bool", True, "true", True),
        ("Bool", "true", "false", False),
        ("Bool", "true", None, False),
        ("BoolIfExists", "true", None, True),
        ("NumericLessThan", "7", "6", True),
        ("NumericLessThan", 7, "6.9", True),
        ("NumericLessThan", "10", "9", True),
        ("NumericLessThan", "7", "7", False),
        ("NumericLessThan", "7", None, False),
        ("NumericGreaterThanEquals", "7", "7", True),
        ("IpAddress", "10.0.0.0/8", "10.1.2.3", True),
        ("IpAddress", "10.0.0.0/8", "11.1.2.3", False),
        ("NotIpAddress", "10.0.0.0/8", "11.1.2.3", True),
        ("Null", "false", "anything", True),
        ("Null", "false", None, False),
        ("Null", "true", None, True),
        ("Null", True, "anything", False),
        ("ForAnyValue:StringEquals", ["a", "b"], ["x", "b"], True),
        ("ForAnyValue:StringEquals", ["a", "b"], ["x"], False),
        ("ForAnyValue:StringEquals", "a", "a", True),
        ("ForAnyValue:StringEquals", "a", [], False),
        ("ForAnyValue:StringEquals", "a", None, False),
        ("ForAllValues:StringEquals", ["a", "b"], ["b", "a"], True),
        ("ForAllValues:StringEquals", ["a", "b"], ["a", "x"], False),
        ("ForAllValues:StringEquals", "a", [], True),
        ("ForAllValues:StringEquals", "a", None, True),
        ("ForAllValues:StringLike", "a*", ["ab", "ac"], True),
        ("StringAlmost", "a", "a", None),
        ("DateLessThan", "2026-11-25T00:00:00Z", "2026-11-24T00:00:00Z", None),
    ],
)
def test_a_condition_holds(decides, operator: str, wanted: Any, value: Any, expected: bool) -> None:
    values = value if isinstance(value, list) else [value]
    request = {"aws:key": absent() if value is None else given(*values)}
    assert decides([under(operator, wanted)], "iam:GetRole", context=request) is expected


def test_all_keys_and_all_operators_of_a_condition_must_pass(decides) -> None:
    both = statement(Condition={"StringEquals": {"aws:A": "1", "aws:c": "3"}, "Bool": {"aws:b": "true"}})
    passing = {"aws:a": given("1"), "aws:b": given("true"), "aws:c": given("3")}
    assert decides([both], "iam:GetRole", context=passing)
    assert not any(decides([both], "iam:GetRole", context=passing | {key: given("false")}) for key in passing)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], False),
        ([statement(Resource="arn:aws:iam::1:role/other"), statement()], True),
        ([statement(), statement(Effect="Deny")], False),
        ([statement(Effect="Deny"), statement()], False),
        ([statement(Effect="Deny")], False),
        ([statement(), statement(Effect="Deny", Action="iam:PassRole")], True),
        ([statement(), statement(Effect="Deny", Resource="arn:aws:iam::1:role/other")], True),
        ([statement(), under("StringEquals", "a", Effect="Deny")], False),
        ([statement(), under("StringEquals", "b", Effect="Deny")], True),
        ([statement(), under("Null", "true", Effect="Deny")], True),
        ([{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}], True),
        ([{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}], False),
        ([{"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:iam::1:role/trading-*"}], False),
        ([{"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::*"}], True),
        ([statement(), statement(Effect="Deny", Resource="arn:aws:iam::1:role/${aws:username}")], None),
        ([statement(Condition={"StringEquals": {"aws:unheard": "a"}})], None),
        ([statement(Condition={"StringEquals": {"aws:unheard": "a"}}), statement()], True),
        ([statement(), statement(Effect="Deny", Condition={"StringEquals": {"aws:unheard": "a"}})], None),
    ],
)
def test_one_allow_is_needed_and_no_deny(decides, said: list[dict[str, Any]], expected: bool) -> None:
    assert decides(said, "iam:GetRole", context={"aws:key": given("a")}) is expected


@pytest.mark.parametrize(("wanted", "expected"), [("a", None), ("b", False)])
def test_a_key_that_may_be_missing_decides_only_what_both_ways_agree_on(decides, wanted: str, expected: bool) -> None:
    assert decides([under("StringEquals", wanted)], "iam:GetRole", context={"aws:key": perhaps("a")}) is expected


EVENTS = Service("events.amazonaws.com", "us-east-1")
MINE = Role("arn:aws:iam::1:role/a", "1")


@pytest.mark.parametrize(
    ("principal", "who", "expected"),
    [
        ({"Principal": "*"}, EVENTS, True),
        ({"Principal": {"AWS": "*"}}, EVENTS, True),
        ({"Principal": {"Service": "events.amazonaws.com"}}, EVENTS, True),
        ({"Principal": {"Service": ["s3.amazonaws.com", "events.amazonaws.com"]}}, EVENTS, True),
        ({"Principal": {"Service": "events.us-east-1.amazonaws.com"}}, EVENTS, True),
        ({"Principal": {"Service": "events.eu-central-1.amazonaws.com"}}, EVENTS, None),
        ({"Principal": {"Service": "event.amazonaws.com"}}, EVENTS, False),
        ({"Principal": {"Federated": "cognito-identity.amazonaws.com"}}, EVENTS, False),
        ({"NotPrincipal": {"Service": "events.amazonaws.com"}}, EVENTS, False),
        ({"Principal": {"AWS": "1"}}, MINE, True),
        ({"Principal": {"AWS": "arn:aws:iam::1:root"}}, MINE, True),
        ({"Principal": {"AWS": "arn:aws:iam::2:root"}}, MINE, False),
        ({"Principal": {"AWS": "arn:aws:iam::1:role/a"}}, MINE, True),
        ({"Principal": {"AWS": "arn:aws:iam::1:role/b"}}, MINE, False),
        ({"Principal": {"Service": "events.amazonaws.com"}}, MINE, False),
        ({"Principal": "*"}, MINE, True),
    ],
)
def test_a_principal_means_the_caller(decides, principal: dict[str, Any], who: Any, expected: bool | None) -> None:
    assert decides([statement(**principal)], "iam:GetRole", caller=who) is expected


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
    from tapstack.access import arn

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
