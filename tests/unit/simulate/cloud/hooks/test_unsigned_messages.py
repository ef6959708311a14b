"""Messages that topics send to queues."""

import json

from moto import mock_aws
from moto.moto_api._internal import mock_random

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

TEXT = {"StringValue": "trade", "DataType": "String"}


def received(**more):
    """The body of a message that went through a topic into a queue."""
    sns, sqs = client("sns", "us-east-1"), client("sqs", "us-east-1")
    url = sqs.create_queue(QueueName="q")["QueueUrl"]
    topic = sns.create_topic(Name="t")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint="arn:aws:sqs:us-east-1:123456789012:q")
    sns.publish(TopicArn=topic, Message="hello", **more)
    return json.loads(sqs.receive_message(QueueUrl=url)["Messages"][0]["Body"])


def canary():
    with scrubbed(), mock_aws():
        mock_random.seed(0)
        return received(Subject="greeting", MessageAttributes={"kind": TEXT})


def simulated():
    with open_cloud():
        return received(Subject="greeting", MessageAttributes={"kind": TEXT})


def test_canary_moto_signs_anew_each_time():
    assert canary()["Signature"] != canary()["Signature"]


def test_the_same_message_is_the_same_bytes():
    assert json.dumps(simulated()) == json.dumps(simulated())


def test_a_message_has_the_members_that_motos_has():
    assert sorted(simulated()) == sorted(canary())


def test_a_message_says_what_was_published():
    told = simulated()
    assert (told["Message"], told["Subject"], told["Timestamp"]) == ("hello", "greeting", "2026-01-05T09:00:00.000Z")
    assert told["MessageAttributes"] == {"kind": {"Type": "String", "Value": "trade"}}


def test_a_message_without_a_subject_has_none():
    with open_cloud():
        assert {"Subject", "MessageAttributes"}.isdisjoint(received())
