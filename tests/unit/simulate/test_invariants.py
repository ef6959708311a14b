"""What must hold between two operations."""

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


def test_leftovers_that_no_cleanup_has_looked_at_are_told(subject_of):
    with open_world(subject_of({"Queue": QUEUE})) as world:
        create(world)
        live = world.stack("us-east-1")
        live.leftovers.append(Leftover(live.resources["Queue"], kept=False))
        assert any("leftovers" in fault for fault in violations(world))
