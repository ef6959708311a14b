"""Detections over time."""

import pytest

from tapstack.simulate.engine import StackError

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "queue", "VisibilityTimeout": 60}}
OTHER = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "other"}}


@pytest.fixture
def live(field):
    return field.create({"It": QUEUE, "Other": OTHER})


def shorten(field, seconds="5"):
    client = field.client("sqs")
    url = client.get_queue_url(QueueName="queue")["QueueUrl"]
    client.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": seconds})


def look(field, live, *names):
    one, steps = field.drifts.detect(live, names)
    field.clock.finish(steps)
    return one


def test_a_detection_takes_time_and_sees_what_is_there_then(field, live):
    one, steps = field.drifts.detect(live)
    assert (one.drifts, one.status) == (None, "NOT_CHECKED")
    shorten(field)
    field.clock.finish(steps)
    assert one.status == "DRIFTED" and [drift.status for drift in field.drifts.of(live)] == ["MODIFIED", "IN_SYNC"]
    assert one.ended > one.begun


def test_only_what_is_named_is_looked_at(field, live):
    shorten(field)
    assert look(field, live, "Other").status == "IN_SYNC"
    assert [drift.resource.logical_id for drift in field.drifts.of(live)] == ["Other"]


def test_one_at_a_time(field, live):
    field.drifts.detect(live)
    with pytest.raises(StackError, match="already in progress"):
        field.drifts.detect(live)


def test_it_is_found_by_its_id_in_its_region(field, live):
    one = look(field, live)
    assert field.drifts.find("us-east-1", one.id) is one
    for region, detection in (("us-east-1", "none"), ("eu-west-1", one.id)):
        with pytest.raises(StackError, match="does not exist"):
            field.drifts.find(region, detection)


def test_one_resource_is_looked_at_at_once(field, live):
    shorten(field)
    assert field.drifts.detect_resource(live, "It").status == "MODIFIED"
    assert field.drifts.last(live) is None


def test_what_was_found_is_forgotten_once_the_stack_is_updated(field, live):
    shorten(field)
    look(field, live)
    definition = live.definition
    program = definition.program
    field.clock.finish(field.engine.update(live, program, definition.values, tags={"Stage": "live"}))
    assert field.drifts.last(live) is None and field.drifts.of(live) == []


def test_what_the_stack_does_not_have_is_refused(field, live):
    for ask in (lambda: field.drifts.detect(live, ["None"]), lambda: field.drifts.detect_resource(live, "None")):
        with pytest.raises(StackError, match="Resource None does not exist for stack Shop"):
            ask()


def test_a_stack_at_work_is_refused(field, live):
    steps = field.engine.delete(live)
    next(steps)
    with pytest.raises(StackError, match="can not be checked for drift"):
        field.drifts.detect(live)
