"""What is not known says which condition of which statement it hangs on."""

from typing import Any

import pytest

from tapstack.access import Given, Request, Service, given, perhaps, policies_of, role_may, service_may
from tapstack.access.reasons import why
from tapstack.graph.stackset import NotKnown
from tests.unit.access.worlds import role, world_of

ONE: dict[str, Any] = {"Sid": "One", "Effect": "Allow", "Action": "a:B", "Resource": "*"}


def under(operator: str, key: str, wanted: Any, **others: Any) -> dict[str, Any]:
    return {**ONE, "Condition": {operator: {key: wanted}}, **others}


@pytest.fixture
def told(tmp_path):
    def asked(said: list[dict[str, Any]], context: dict[str, Given] | None = None, resource: str = "x", **more: Any):
        world = world_of(tmp_path, {"R": role(said, **more)})
        found = world.all("AWS::IAM::Role")[0]
        return why(policies_of(found, world), Request("a:B", resource, context or {}), world)

    return asked


@pytest.mark.parametrize(
    ("said", "context", "expected"),
    [
        (under("StringEquals", "aws:Key", "v"), {}, "aws:Key v, and what the request has there is not known"),
        (under("StringNotLike", "aws:Key", "v"), {}, "aws:Key by StringNotLike v, and what the request has there"),
        (under("StringEquals", "aws:Key", "v"), {"aws:key": perhaps("v")}, "v, which the request is not known to send"),
        (
            under("StringEquals", "aws:Key", "${aws:x}"),
            {"aws:key": given("v")},
            "aws:Key ${aws:x}, and the request has v",
        ),
        (
            under("StringLess", "aws:Key", "v"),
            {"aws:key": given("v")},
            "by StringLess v, an operator that is not known",
        ),
        (
            under("StringEquals", "aws:Key", {"Ref": "AWS::NotificationARNs"}),
            {},
            "One of R asks for aws:Key of a value that is",
        ),
        ({**ONE, "Resource": "${aws:x}"}, {}, "whether One of R is about x is not known"),
    ],
)
def test_a_condition_that_is_not_known_is_named(told, said: dict[str, Any], context: Any, expected: str) -> None:
    assert expected in told([said], context)


def test_what_is_met_beside_it_is_named(told) -> None:
    both = {**ONE, "Condition": {"StringEquals": {"aws:Key": "v", "aws:Other": "w"}}}
    assert told([both], {"aws:key": given("v")}) == (
        ": One of R asks for aws:Other w, and what the request has there is not known, beside aws:Key, which is met"
    )


def test_a_statement_without_a_sid_is_named_by_its_place(told) -> None:
    bare = {name: value for name, value in under("Bool", "aws:Key", "true").items() if name != "Sid"}
    assert "Policies[0].PolicyDocument.Statement[0] of R asks for aws:Key true" in told([bare])


def test_only_what_may_refuse_is_named_where_something_permits_it(told) -> None:
    doubts = [under("StringEquals", "aws:Key", "v"), under("Bool", "aws:Key", "true", Effect="Deny", Sid="No")]
    assert told([ONE, *doubts]) == ": No of R asks for aws:Key true, and what the request has there is not known"


def test_a_policy_of_aws_that_is_not_read_is_named(told) -> None:
    assert "what Nobody permits is not known here" in told([], ManagedPolicyArns=["arn:aws:iam::aws:policy/Nobody"])


def test_what_is_known_has_no_reason(told) -> None:
    assert told([ONE]) == ""


def test_few_of_many_reasons_are_told(told) -> None:
    many = [under("Bool", f"aws:Key{number}", "true") for number in range(5)]
    assert told(many).endswith("; 2 more")
    assert told(many).count("One of R") == 3


def test_a_boundary_is_a_reason(tmp_path) -> None:
    world = world_of(tmp_path, {"R": role([ONE], PermissionsBoundary="arn:aws:iam::1:policy/p")})
    with pytest.raises(NotKnown, match="whether R in us-east-1 may a:B is not known: it has a permissions boundary"):
        role_may(world.all("AWS::IAM::Role")[0], Request("a:B", "x"), world)


def test_who_is_not_known_to_send_a_key_is_named(tmp_path) -> None:
    statement = under("StringEquals", "aws:SourceAccount", "1", Principal={"Service": "events.amazonaws.com"})
    policy = {"Queues": [{"Ref": "Q"}], "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}}
    resources = {"Q": {"Type": "AWS::SQS::Queue"}, "P": {"Type": "AWS::SQS::QueuePolicy", "Properties": policy}}
    world = world_of(tmp_path, resources)
    asked = Request("a:B", "x", {"aws:sourceaccount": perhaps("1")})
    said = "on Q is not known: One of P asks for aws:SourceAccount 1, which events.amazonaws.com is not known to send"
    with pytest.raises(NotKnown, match=said):
        service_may(Service("events.amazonaws.com", "us-east-1"), asked, world.all("AWS::SQS::Queue")[0], world)
