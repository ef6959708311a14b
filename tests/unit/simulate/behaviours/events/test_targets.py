"""What each kind of target gets."""

import base64
import json

import pytest

from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.world import ACCOUNT

EVENTS = "events.amazonaws.com"
GONE = f"arn:aws:sqs:{SOURCE}:{ACCOUNT}:gone"
MACHINE = {"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}


def dead(here, *targets):
    """The codes with which events come to the dead-letter queue, after one event."""
    arn = here.queue("dead")
    here.rule(*({**one, "DeadLetterConfig": {"Arn": arn}} for one in targets))
    here.put(n=1)
    here.life.clock.run(1)
    return [told["ERROR_CODE"] for _, told in here.told("dead")]


def test_a_function_is_called_with_the_event(life, here):
    here.rule(here.function(principal=EVENTS))
    here.put(n=1)
    life.clock.run(2)
    assert [event["detail"] for event in here.received("f")] == [{"n": 1}]


def test_a_function_is_called_with_its_input(life, here):
    here.rule({"Arn": here.function(principal=EVENTS), "Input": '{"a": [1]}'})
    here.put()
    life.clock.run(2)
    assert here.received("f") == [{"a": [1]}]


def test_a_topic_gets_a_text_with_its_quotes(life, here):
    topic = here.topic()
    here.rule({"Arn": topic, "InputTransformer": {"InputTemplate": '"hello"'}})
    here.put()
    life.clock.run(1)
    assert [(one.topic, one.message) for one in life.topics.taken] == [(topic, '"hello"')]


def test_a_fifo_queue_gets_it_in_its_group(life, here):
    arn = here.queue("q.fifo", FifoQueue="true", ContentBasedDeduplication="true")
    here.rule({"Arn": arn, "SqsParameters": {"MessageGroupId": "g"}})
    here.put(n=1)
    life.clock.run(1)
    url = here("sqs").get_queue_url(QueueName="q.fifo")["QueueUrl"]
    (message,) = here("sqs").receive_message(QueueUrl=url, AttributeNames=["MessageGroupId"])["Messages"]
    assert message["Attributes"]["MessageGroupId"] == "g"


@pytest.mark.parametrize(
    ("parameters", "key"), [({}, None), ({"KinesisParameters": {"PartitionKeyPath": "$.detail.who"}}, "me")]
)
def test_a_stream_gets_a_record(life, here, parameters, key):
    here("kinesis").create_stream(StreamName="s", ShardCount=1)
    arn = f"arn:aws:kinesis:{SOURCE}:{ACCOUNT}:stream/s"
    role = here.role("events", EVENTS, "kinesis:PutRecord")
    here.rule({"Arn": arn, "RoleArn": role, "InputPath": "$.detail", **parameters})
    here.put(who="me")
    life.clock.run(1)
    (record,) = life.sources.records[arn]
    data = json.loads(base64.b64decode(record.event["kinesis"]["data"]))
    expected = key or life.events.seen[0][3]["id"]
    assert (data, record.event["kinesis"]["partitionKey"]) == ({"who": "me"}, expected)


def test_a_workflow_begins(life, here):
    role = here.role("states", "states.amazonaws.com", "states:*")
    arn = here("stepfunctions").create_state_machine(name="m", definition=json.dumps(MACHINE), roleArn=role)[
        "stateMachineArn"
    ]
    here.rule({"Arn": arn, "RoleArn": here.role("events", EVENTS, "states:StartExecution"), "InputPath": "$.detail"})
    here.put(n=1)
    life.clock.run(1)
    assert [(one.machine, json.loads(one.input)) for one in life.machines.executions.values()] == [(arn, {"n": 1})]


def test_a_bus_in_another_region_gets_the_same_event_later(life, here, there):
    there("events").create_event_bus(Name="b")
    there.rule(there.queue(), bus="b", pattern={"region": [SOURCE]})
    role = here.role("events", EVENTS, "events:PutEvents")
    here.rule({"Arn": f"arn:aws:events:{TARGET}:{ACCOUNT}:event-bus/b", "RoleArn": role})
    here.put(n=1)
    life.clock.run(1.4)
    assert there.received() == []
    life.clock.run(0.2)
    ((_, _, _, sent), (_, region, _, come)) = life.events.seen
    assert (region, come) == (TARGET, sent)
    assert [event["id"] for event in there.received()] == [sent["id"]]


def test_an_event_from_another_bus_goes_to_no_third_one(life, here, there):
    role = here.role("events", EVENTS, "events:PutEvents")
    queue = there.queue("dead")
    here.rule({"Arn": f"arn:aws:events:{TARGET}:{ACCOUNT}:event-bus/default", "RoleArn": role})
    back = {"Arn": f"arn:aws:events:{SOURCE}:{ACCOUNT}:event-bus/default", "RoleArn": role}
    there.rule({**back, "DeadLetterConfig": {"Arn": queue}})
    here.put()
    life.clock.run(10)
    assert [told["ERROR_CODE"] for _, told in there.told("dead")] == ["THIRD_REGION_HOP_DETECTED"]


@pytest.mark.parametrize(
    "arn",
    [
        GONE,
        f"arn:aws:sns:{SOURCE}:{ACCOUNT}:gone",
        f"arn:aws:lambda:{SOURCE}:{ACCOUNT}:function:gone",
        f"arn:aws:events:{SOURCE}:{ACCOUNT}:event-bus/gone",
        f"arn:aws:states:{SOURCE}:{ACCOUNT}:stateMachine:gone",
        f"arn:aws:kinesis:{SOURCE}:{ACCOUNT}:stream/gone",
    ],
)
def test_a_target_that_is_gone_is_not_tried_again(here, arn):
    role = here.role("events", EVENTS, "*")
    assert dead(here, {"Arn": arn, **({} if ":sqs:" in arn or ":sns:" in arn else {"RoleArn": role})}) == [
        "NO_RESOURCE"
    ]
    assert here.counted("InvocationAttempts") == 1


def test_what_is_no_json_reaches_no_function_and_no_workflow(here):
    role = here.role("states", "states.amazonaws.com", "states:*")
    machine = here("stepfunctions").create_state_machine(name="m", definition=json.dumps(MACHINE), roleArn=role)
    broken = {"InputTransformer": {"InputTemplate": '{"a": }'}}
    events = here.role("events", EVENTS, "states:StartExecution")
    arns = [{"Arn": here.function(principal=EVENTS)}, {"Arn": machine["stateMachineArn"], "RoleArn": events}]
    assert dead(here, *({**one, **broken} for one in arns)) == ["INVALID_JSON"] * 2
