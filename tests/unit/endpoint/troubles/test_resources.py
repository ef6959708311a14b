"""Resources that fail, and resources that do not get ready."""

import json

import pytest

from tests.unit.endpoint.room import QUEUE

WORDS = (
    'Resource handler returned message: "no more (Service: TapStack, Status Code: 400)" (HandlerErrorCode: Throttling)'
)


@pytest.mark.parametrize("resource", ["Q", "AWS::SQS::Queue", "aws::sqs::queue"])
def test_a_resource_fails_by_its_name_or_its_type_as_the_service_says(room, resource):
    room.control("fail", resource=resource, code="ThrottlingException", message="no more")
    room.stack({"Q": QUEUE})
    room.control("step", seconds=600)
    assert room.status() == "ROLLBACK_COMPLETE" and WORDS in room.reasons("Q")


def test_a_failure_counts_down(room):
    room.control("fail", resource="Q", times=2)
    for number in range(3):
        room.stack({"Q": QUEUE}, name=f"s{number}")
        room.control("step", seconds=600)
    assert [room.status(f"s{number}") for number in range(3)] == ["ROLLBACK_COMPLETE"] * 2 + ["CREATE_COMPLETE"]


def test_a_failure_is_for_a_region(room):
    room.control("fail", resource="Q", region="eu-west-1", times=0)
    room.stack({"Q": QUEUE})
    room.stack({"Q": QUEUE}, region="eu-west-1")
    room.control("step", seconds=600)
    assert room.status() == "CREATE_COMPLETE" and room.status(region="eu-west-1") == "ROLLBACK_COMPLETE"


def test_updates_and_deletions_fail(room):
    room.stack({"Q": QUEUE})
    room.control("step", seconds=600)
    room.control("fail", resource="Q", action="update")
    body = json.dumps({"Resources": {"Q": {**QUEUE, "Properties": {"DelaySeconds": 5}}}})
    room.client("cloudformation").update_stack(StackName="one", TemplateBody=body)
    room.control("step", seconds=600)
    assert room.status() == "UPDATE_ROLLBACK_COMPLETE"
    room.control("fail", resource="Q", action="delete")
    room.client("cloudformation").delete_stack(StackName="one")
    room.control("step", seconds=600)
    assert room.status() == "DELETE_FAILED"


def test_what_is_stalled_is_in_progress_until_it_is_released(room):
    room.control("stall", resource="Q")
    room.stack({"Q": QUEUE})
    room.control("step", seconds=86_400)
    told = room.client("cloudformation").describe_stack_resource(StackName="one", LogicalResourceId="Q")
    assert room.status() == told["StackResourceDetail"]["ResourceStatus"] == "CREATE_IN_PROGRESS"
    assert room.control("state", "GET")["stalls"][0]["held"] == ["Q"]
    room.control("release", resource="Q")
    room.control("step", seconds=1)
    assert room.status() == "CREATE_COMPLETE"


def test_a_deletion_is_stalled(room):
    identifier = room.stack({"Q": QUEUE})
    room.control("step", seconds=600)
    room.control("stall", resource="AWS::SQS::Queue", action="delete")
    room.client("cloudformation").delete_stack(StackName="one")
    room.control("step", seconds=600)
    assert room.status() == "DELETE_IN_PROGRESS"
    room.control("clear")
    room.control("step", seconds=1)
    assert room.status(identifier) == "DELETE_COMPLETE"
