"""Events whose targets, or their keys, do not let EventBridge in: they are not tried again."""

import json

import pytest

from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.world import ACCOUNT

EVENTS, OTHER = "events.amazonaws.com", "s3.amazonaws.com"
MACHINE = {"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}
FAR_BUS = f"arn:aws:events:{TARGET}:{ACCOUNT}:event-bus/default"


def dead(here, arn, **target):
    """The code and the message with which an event comes to the dead-letter queue; None where it was delivered."""
    here.rule({"Arn": arn, **target, "DeadLetterConfig": {"Arn": here.queue("dead", {"Service": EVENTS})}})
    here.put()
    here.life.clock.run(2)
    found = here.told("dead")
    assert here.counted("InvocationAttempts") == 1
    return (found[0][1]["ERROR_CODE"], found[0][1]["ERROR_MESSAGE"]) if found else None


@pytest.mark.parametrize(("principal", "taken"), [(EVENTS, True), (OTHER, False)])
def test_a_queue_lets_it_in(here, principal, taken):
    found = dead(here, here.queue(principal={"Service": principal}))
    assert found is None if taken else found[0] == "NO_PERMISSIONS"
    assert len(here.received()) == taken


@pytest.mark.parametrize(("principal", "taken"), [(EVENTS, True), (OTHER, False)])
def test_a_topic_lets_it_in(here, principal, taken):
    found = dead(here, here.topic(principal={"Service": principal}))
    assert found is None if taken else found[0] == "NO_PERMISSIONS"
    assert len(here.life.topics.taken) == taken


@pytest.mark.parametrize(("principal", "taken"), [(EVENTS, True), ("", False)])
def test_a_function_lets_it_in(here, principal, taken):
    found = dead(here, here.function(principal=principal))
    assert found is None if taken else found[0] == "NO_PERMISSIONS"
    assert len(here.received("f")) == taken


@pytest.mark.parametrize(("rule", "taken"), [("r", True), ("another", False)])
def test_a_queue_that_names_a_rule_lets_no_other_in(here, rule, taken):
    arn = here.queue(principal="")
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": EVENTS},
        "Action": "sqs:SendMessage",
        "Resource": arn,
        "Condition": {"ArnEquals": {"aws:SourceArn": f"arn:aws:events:{SOURCE}:{ACCOUNT}:rule/{rule}"}},
    }
    url = here("sqs").get_queue_url(QueueName="q")["QueueUrl"]
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    here("sqs").set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    assert (dead(here, arn) is None) is taken


@pytest.mark.parametrize(("principal", "taken"), [(EVENTS, True), (OTHER, False)])
def test_the_key_of_a_queue_lets_it_in(here, principal, taken):
    found = dead(here, here.queue(KmsMasterKeyId=here.key(principal)))
    assert found is None if taken else "kms:GenerateDataKey" in found[1]


@pytest.mark.parametrize(("principal", "taken"), [(EVENTS, True), (OTHER, False)])
def test_the_key_of_a_topic_lets_it_in(here, principal, taken):
    found = dead(here, here.topic(KmsMasterKeyId=here.key(principal)))
    assert found is None if taken else "kms:GenerateDataKey" in found[1]


@pytest.mark.parametrize(("principal", "taken"), [(EVENTS, True), (OTHER, False)])
def test_the_key_of_a_bus_lets_it_in(life, here, principal, taken):
    queue = here.queue("aside", {"Service": EVENTS})
    key = here.key(principal)
    here("events").create_event_bus(Name="b", KmsKeyIdentifier=key, DeadLetterConfig={"Arn": queue})
    here.rule(here.queue(), bus="b")
    here.put(bus="b")
    life.clock.run(1)
    assert (len(here.received()), len(here.received("aside"))) == (taken, not taken)


@pytest.mark.parametrize(("action", "taken"), [("events:PutEvents", True), ("events:PutRule", False)])
def test_a_bus_is_reached_by_what_the_role_may(here, there, action, taken):
    found = dead(here, FAR_BUS, RoleArn=here.role("events", EVENTS, action))
    assert found is None if taken else found[0] == "NO_PERMISSIONS"
    assert (TARGET in [region for _, region, _, _ in here.life.events.seen]) is taken


def test_a_bus_without_a_role_is_not_reached(here):
    code, message = dead(here, FAR_BUS)
    assert (code, "events:PutEvents" in message) == ("NO_PERMISSIONS", True)


@pytest.mark.parametrize(("action", "taken"), [("states:StartExecution", True), ("states:StopExecution", False)])
def test_a_workflow_begins_by_what_the_role_may(here, action, taken):
    own = here.role("states", "states.amazonaws.com", "states:*")
    told = here("stepfunctions").create_state_machine(name="m", definition=json.dumps(MACHINE), roleArn=own)
    found = dead(here, told["stateMachineArn"], RoleArn=here.role("events", EVENTS, action))
    assert found is None if taken else found[0] == "NO_PERMISSIONS"
    assert len(here.life.machines.executions) == taken


def test_a_role_that_eventbridge_may_not_assume_reaches_nothing(here):
    code, message = dead(here, FAR_BUS, RoleArn=here.role("events", "lambda.amazonaws.com", "events:PutEvents"))
    assert (code, "sts:AssumeRole" in message) == ("FAILED_TO_ASSUME_ROLE", True)


def test_a_dead_letter_queue_lets_it_in_too(life, here):
    gone = f"arn:aws:sqs:{SOURCE}:{ACCOUNT}:gone"
    here.rule({"Arn": gone, "DeadLetterConfig": {"Arn": here.queue("dead", {"Service": OTHER})}})
    here.put()
    life.clock.run(1)
    assert here.received("dead") == []
    assert ["is not authorized to perform" in one.why for one in life.events.lost] == [True]


def test_a_queue_that_shuts_sns_out_gets_nothing(life, here):
    topic = here.topic()
    here("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=here.queue(principal={"Service": EVENTS}))
    life.topics.publish(SOURCE, topic, "hello")
    life.clock.run(1)
    assert (here.received(), len(life.topics.lost)) == ([], 1)


def test_a_topic_that_shuts_a_service_out_takes_nothing(life, here):
    topic = here.topic(principal={"Service": EVENTS})
    refused = life.topics.publish(SOURCE, topic, "hello", principal="cloudwatch.amazonaws.com")
    assert "SNS:Publish" in refused
    assert [why for _, why in life.topics.refused] == [refused]
    assert life.topics.taken == []
