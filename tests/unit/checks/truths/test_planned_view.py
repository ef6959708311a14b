"""What the planned view finds, what it knows to be missing, and what it leaves open."""

from datetime import date
from typing import Any

import pytest

from tapstack.checks.truths.planned import PlannedView
from tapstack.checks.truths.surroundings import Surroundings
from tapstack.graph.stackset import NotKnown
from tests.unit.graph.links.pairs import FIRST, SECOND, resource, stackset, sub

QUEUE, BUS, KEY, ALIAS = "AWS::SQS::Queue", "AWS::Events::EventBus", "AWS::KMS::Key", "AWS::KMS::Alias"
RESOURCES = {
    "Queue": resource("SQS::Queue", QueueName="letters"),
    "Bus": resource("Events::EventBus", "IsFirst", Name="bus"),
    "Key": resource("KMS::Key"),
    "Alias": resource("KMS::Alias", AliasName="alias/mine", TargetKeyId={"Ref": "Key"}),
    "Role": resource("IAM::Role", "IsFirst", RoleName=sub("worker-${AWS::Region}")),
    "User": resource(
        "SQS::Queue", QueueName="user", RedrivePolicy={"deadLetterTargetArn": {"Fn::GetAtt": ["Queue", "Arn"]}}
    ),
}


def view(**options: Any) -> PlannedView:
    return PlannedView(stackset(RESOURCES), Surroundings(now=date(2026, 11, 25), **options))


def arn(service: str, region: str, rest: str, account: str = "${AWS::AccountId}") -> str:
    from tapstack.render.pattern import ACCOUNT

    return f"arn:aws:{service}:{region}:{account}:{rest}".replace("${AWS::AccountId}", ACCOUNT)


def test_a_queue_is_found_by_name_arn_url_and_reference():
    seen = view()
    queue = seen.stackset.item(SECOND, "Queue")
    user = seen.stackset.item(SECOND, "User")
    assert user is not None
    assert seen.find("letters", QUEUE, region=SECOND) is queue
    assert seen.find(arn("sqs", SECOND, "letters"), QUEUE) is queue
    assert seen.find(user["RedrivePolicy.deadLetterTargetArn"], QUEUE) is queue


def test_a_key_is_found_by_its_reference_and_an_alias_by_its_name_and_arn():
    seen = view()
    alias = seen.stackset.item(FIRST, "Alias")
    assert alias is not None
    assert seen.find(alias["TargetKeyId"], KEY) is seen.stackset.item(FIRST, "Key")
    assert seen.find("alias/mine", ALIAS, region=FIRST) is alias
    assert seen.find(arn("kms", FIRST, "alias/mine"), ALIAS) is alias


def test_a_key_is_found_by_the_arn_that_is_built_from_its_reference():
    seen = view()
    key = arn("kms", SECOND, f"key/\ue000Ref:Key@{SECOND}\ue001")
    assert seen.find(key, KEY) is seen.stackset.item(SECOND, "Key")
    assert seen.find(arn("kms", FIRST, f"key/\ue000Ref:Key@{FIRST}\ue001"), KEY) is seen.stackset.item(FIRST, "Key")


def test_a_plain_name_is_one_of_its_own_region_unless_it_is_unique_in_the_world():
    seen = view(ours=True)
    assert seen.find("bus", BUS, region=SECOND) is None
    assert seen.find(f"worker-{FIRST}", "AWS::IAM::Role", region=SECOND) is seen.stackset.item(FIRST, "Role")


def test_what_a_sibling_leaves_out_is_missing_on_any_template():
    assert view().find(arn("events", SECOND, "event-bus/bus"), BUS, region=FIRST) is None


@pytest.mark.parametrize("text", [arn("sqs", SECOND, "nothing"), "nothing"])
def test_what_no_stack_makes_is_missing_from_ours_and_open_on_another(text):
    assert view(ours=True).find(text, QUEUE, region=SECOND) is None
    with pytest.raises(NotKnown, match="may exist outside"):
        view().find(text, QUEUE, region=SECOND)


@pytest.mark.parametrize(
    "text",
    [
        arn("sqs", SECOND, "nothing", "999999999999"),
        arn("sqs", "ap-south-1", "nothing"),
        "given",
        arn("sqs", SECOND, "given"),
        "alias/aws/sqs",
        "",
    ],
)
def test_what_others_decide_is_open_on_ours_as_well(text):
    with pytest.raises(NotKnown):
        view(ours=True, given=frozenset({"given"})).find(text, QUEUE, region=SECOND)


def test_what_the_configuration_declares_exists_and_no_more_is_known():
    declared = view(ours=True, externals={"queues": [f"arn:aws:sqs:{SECOND}:123456789012:outside"]})
    text = arn("sqs", SECOND, "outside")
    assert declared.exists(text, QUEUE)
    with pytest.raises(NotKnown):
        declared.find(text, QUEUE)


def test_what_an_update_starts_from_is_there_whatever_the_order_of_regions():
    seen = view(earlier=view().stackset)
    first, second = (seen.stackset.item(region, "Queue") for region in (FIRST, SECOND))
    user = seen.stackset.item(FIRST, "User")
    assert first and second and user
    assert seen.before(first, second)
    assert not view().before(first, second)
    assert not seen.before(first, user)


def test_regions_are_made_in_their_order_and_resources_after_what_they_refer_to():
    seen = view()
    made = {
        (region, name): seen.stackset.item(region, name) for region in (FIRST, SECOND) for name in ("Queue", "User")
    }
    assert seen.before(made[SECOND, "User"], made[SECOND, "Queue"])
    assert not seen.before(made[SECOND, "Queue"], made[SECOND, "User"])
    assert seen.before(made[SECOND, "Queue"], made[FIRST, "User"])
    assert not seen.before(made[FIRST, "Queue"], made[SECOND, "User"])


def test_what_a_condition_leaves_out_is_told_from_what_nobody_would_make():
    seen = view()
    assert seen.left_out(arn("events", SECOND, "event-bus/bus"), BUS)
    assert not seen.left_out(arn("events", SECOND, "event-bus/bus"), QUEUE)
    assert not seen.left_out(arn("events", SECOND, "event-bus/other"), BUS)


def test_all_resources_and_all_custom_ones_are_asked_for_by_one_name():
    resources = {**RESOURCES, "Named": {"Type": "Custom::Thing", "Properties": {"ServiceToken": "x"}}}
    resources["Plain"] = {"Type": "AWS::CloudFormation::CustomResource", "Properties": {"ServiceToken": "x"}}
    seen = PlannedView(stackset(resources), Surroundings(now=date(2026, 11, 25)))
    assert [item.logical_id for item in seen.all("Custom::*", region=FIRST)] == ["Named", "Plain"]
    assert len(seen.all("*")) == len(seen.stackset.items)


def test_what_is_left_out_can_be_asked_for_in_one_region():
    seen = view()
    assert seen.left_out("bus", BUS, region=SECOND)
    assert not seen.left_out("bus", BUS, region=FIRST)
    assert not seen.left_out("buses", BUS, region=SECOND)
