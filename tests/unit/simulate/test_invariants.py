"""What must hold between two operations."""

import pytest

from tapstack.simulate.deployment import create, open_world
from tapstack.simulate.engine.live import Leftover
from tapstack.simulate.invariants import violations

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "q"}}


def test_nothing_is_wrong_with_what_was_deployed(subject_of):
    with open_world(subject_of({"Queue": QUEUE})) as world:
        create(world)
        assert list(violations(world)) == []


def test_a_thing_that_no_stack_knows_of_is_told(subject_of):
    with open_world(subject_of({"Queue": QUEUE})) as world:
        create(world)
        world.cloud.client("sqs", "us-east-1").create_queue(QueueName="stray")
        assert [fault for fault in violations(world) if "stray" in fault and "no stack knows" in fault]


def test_a_stray_thing_whose_name_is_part_of_another_is_told(subject_of):
    long = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "queue"}}
    with open_world(subject_of({"Queue": long})) as world:
        create(world)
        world.cloud.client("sqs", "us-east-1").create_queue(QueueName="que")
        assert [fault for fault in violations(world) if fault.startswith("queue ") and "/que in" in fault]


@pytest.mark.parametrize("policy", ["Retain", "RetainExceptOnCreate"])
def test_what_is_to_be_kept_and_is_not_there_any_more_is_told(subject_of, policy):
    with open_world(subject_of({"Queue": {**QUEUE, "DeletionPolicy": policy}})) as world:
        create(world)
        world.workshop.delete(world.stack("us-east-1").owner, *world.stack("us-east-1").resources["Queue"].there)
        assert list(violations(world)) == ["Queue in us-east-1 is to be kept, and is lost"]


def test_leftovers_that_no_cleanup_has_looked_at_are_told(subject_of):
    with open_world(subject_of({"Queue": QUEUE})) as world:
        create(world)
        live = world.stack("us-east-1")
        live.leftovers.append(Leftover(live.resources["Queue"], kept=False))
        assert any("leftovers" in fault for fault in violations(world))
