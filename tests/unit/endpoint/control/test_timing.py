"""Time, and what is under way."""

from datetime import datetime

from tests.unit.endpoint.room import QUEUE


def test_a_step_lets_time_pass_and_what_is_due_happen(room):
    room.stack({"Q": QUEUE})
    before = room.control("state", "GET")
    after = room.control("step", seconds=65)
    passed = datetime.fromisoformat(after["time"]) - datetime.fromisoformat(before["time"])
    assert passed.total_seconds() == 65 and room.status() == "CREATE_COMPLETE"


def test_services_see_the_time_of_the_steps(room):
    room.control("step", seconds=86_400)
    made = room.client("sqs").create_queue(QueueName="q")["QueueUrl"]
    told = room.client("sqs").get_queue_attributes(QueueUrl=made, AttributeNames=["CreatedTimestamp"])["Attributes"]
    assert float(told["CreatedTimestamp"]) == room.house.account.start.timestamp() + 86_400


def test_stacks_under_way_are_told_with_their_resources_under_way(room):
    room.stack({"Q": QUEUE, "P": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": "v"}}})
    room.control("step", seconds=10)
    stacks = room.control("state", "GET")["stacks"]
    assert stacks == [
        {
            "region": "us-east-1",
            "stack": "one",
            "status": "CREATE_IN_PROGRESS",
            "resources": {"Q": "CREATE_IN_PROGRESS"},
        }
    ]


def test_speed_and_pause_are_told(room):
    assert room.control("speed", speed=7)["speed"] == 7
    assert room.control("pause")["paused"] is True
    assert room.control("resume")["paused"] is False


def test_a_reset_account_is_empty_and_its_time_begins_now(room):
    room.stack({"Q": QUEUE})
    room.client("s3").create_bucket(Bucket="one")
    room.control("step", seconds=86_400)
    room.control("reset")
    assert room.client("cloudformation").list_stacks()["StackSummaries"] == []
    assert room.client("s3").list_buckets()["Buckets"] == [] and room.control("state", "GET")["seconds"] == 0
