"""What is published to topics, and who gets it."""

import json

import pytest

from tests.unit.simulate.behaviours.conftest import SOURCE
from tests.unit.simulate.behaviours.world import ACCOUNT

SNS = "sns.amazonaws.com"
KIND = {"kind": {"DataType": "String", "StringValue": "trade"}}


@pytest.fixture
def topic(here):
    return here.topic()


def subscribe(here, topic, endpoint, protocol="sqs", **attributes):
    """Who subscribes to a topic."""
    return here("sns").subscribe(
        TopicArn=topic, Protocol=protocol, Endpoint=endpoint, Attributes=attributes, ReturnSubscriptionArn=True
    )["SubscriptionArn"]


def test_what_a_service_publishes_reaches_a_queue_as_a_notification(life, here, topic):
    subscription = subscribe(here, topic, here.queue(principal={"Service": SNS}))
    assert life.topics.publish(SOURCE, topic, "hello", subject="greeting", principal="cloudwatch.amazonaws.com") == ""
    life.clock.run(1)
    (body,) = here.received()
    assert {key: body[key] for key in ("Type", "TopicArn", "Subject", "Message", "Timestamp")} == {
        "Type": "Notification",
        "TopicArn": topic,
        "Subject": "greeting",
        "Message": "hello",
        "Timestamp": "2026-01-05T09:00:00.000Z",
    }
    assert body["UnsubscribeURL"].endswith(subscription)
    assert "MessageAttributes" not in body


def test_what_somebody_publishes_reaches_a_queue_once(life, here, topic):
    subscribe(here, topic, here.queue())
    number = here("sns").publish(TopicArn=topic, Message="hello", MessageAttributes=KIND)["MessageId"]
    assert here.received() == []
    life.clock.run(1)
    (body,) = here.received()
    assert (body["MessageId"], body["Message"], "Subject" in body) == (number, "hello", False)
    assert body["MessageAttributes"] == {"kind": {"Type": "String", "Value": "trade"}}


def test_a_batch_is_many_messages(life, here, topic):
    subscribe(here, topic, here.queue())
    entries = [{"Id": str(number), "Message": f"m{number}"} for number in range(3)]
    here("sns").publish_batch(TopicArn=topic, PublishBatchRequestEntries=entries)
    life.clock.run(1)
    assert sorted(body["Message"] for body in here.received()) == ["m0", "m1", "m2"]


def test_a_raw_message_is_the_message_alone(life, here, topic):
    subscribe(here, topic, here.queue(), RawMessageDelivery="true")
    here("sns").publish(TopicArn=topic, Message="hello", MessageAttributes=KIND)
    life.clock.run(1)
    assert here.told() == [("hello", {"kind": "trade"})]


def test_a_message_may_have_a_text_for_each_protocol(life, here, topic):
    subscribe(here, topic, here.queue(), RawMessageDelivery="true")
    subscribe(here, topic, "a@example.com", "email")
    texts = json.dumps({"default": "for all", "sqs": "for queues"})
    here("sns").publish(TopicArn=topic, Message=texts, MessageStructure="json")
    life.clock.run(1)
    assert here.received() == ["for queues"]
    assert [one.message for one in life.topics.outbox] == ["for all"]


def test_a_function_is_called_with_the_record(life, here, topic):
    subscription = subscribe(here, topic, here.function(principal=SNS), "lambda")
    here("sns").publish(TopicArn=topic, Message="hello", Subject="greeting")
    life.clock.run(2)
    ((record,),) = [event["Records"] for event in here.received("f")]
    assert (record["EventSource"], record["EventSubscriptionArn"]) == ("aws:sns", subscription)
    told = record["Sns"]
    assert (told["Message"], told["Subject"], told["MessageAttributes"]) == ("hello", "greeting", {})
    assert {"SigningCertUrl", "UnsubscribeUrl"} <= set(told)


def test_people_get_it_in_the_outbox(life, here, topic):
    subscribe(here, topic, "a@example.com", "email")
    life.topics.publish(SOURCE, topic, "hello", subject="greeting")
    life.clock.run(1)
    (notice,) = life.topics.outbox
    assert notice == (SOURCE, topic, "email", "a@example.com", "greeting", "hello", 0.5)


@pytest.mark.parametrize(
    ("attributes", "found"),
    [
        ({"FilterPolicy": '{"kind": ["trade"]}'}, ["a"]),
        ({"FilterPolicy": '{"kind": [{"anything-but": "trade"}]}'}, ["b"]),
        ({"FilterPolicy": '{"size": [{"numeric": [">", 5]}]}'}, ["b"]),
        ({"FilterPolicy": '{"n": [1]}', "FilterPolicyScope": "MessageBody"}, ["a"]),
        ({"FilterPolicy": '{"n": [1]}'}, []),
    ],
)
def test_a_subscriber_gets_what_its_filter_lets_pass(life, here, topic, attributes, found):
    subscribe(here, topic, here.queue(), **attributes)
    order = {"DataType": "String", "StringValue": "order"}
    size = {"DataType": "Number", "StringValue": "7"}
    here("sns").publish(TopicArn=topic, Message='{"n": 1}', Subject="a", MessageAttributes=KIND)
    here("sns").publish(TopicArn=topic, Message="no", Subject="b", MessageAttributes={"kind": order, "size": size})
    life.clock.run(1)
    assert sorted(body["Subject"] for body in here.received()) == found


def test_what_a_queue_refuses_is_lost_unless_there_is_a_dead_letter_queue(life, here, topic):
    dead = here.queue("dead")
    redrive = json.dumps({"deadLetterTargetArn": dead})
    subscribe(here, topic, here.queue("first"), RedrivePolicy=redrive)
    subscribe(here, topic, here.queue("second"))
    for name in ("first", "second"):
        here("sqs").delete_queue(QueueUrl=here("sqs").get_queue_url(QueueName=name)["QueueUrl"])
    life.topics.publish(SOURCE, topic, "hello")
    life.clock.run(1)
    assert [body["Message"] for body in here.received("dead")] == ["hello"]
    ((lost, endpoint, why),) = life.topics.lost
    assert (lost.message, endpoint) == ("hello", f"arn:aws:sqs:{SOURCE}:{ACCOUNT}:second")
    assert "NonExistentQueue" in why
    assert [moment.lane for moment in life.timeline.moments if "is lost" in moment.text] == ["t"]


def test_a_queue_in_a_region_that_is_out_gets_it_later(life, here, there, topic):
    subscribe(here, topic, there.queue())
    life.outages.lose(there.region)
    life.topics.publish(SOURCE, topic, "hello")
    life.clock.run(60)
    life.outages.restore(there.region)
    life.clock.run(1)
    assert [body["Message"] for body in there.received()] == ["hello"]


def test_a_topic_that_is_gone_refuses(life):
    gone = f"arn:aws:sns:{SOURCE}:{ACCOUNT}:gone"
    refused = life.topics.publish(SOURCE, gone, "hello")
    assert refused == "NotFound: Topic does not exist"
    assert [(one.message, why) for one, why in life.topics.refused] == [("hello", refused)]


def test_a_topic_in_a_region_that_is_out_is_not_reached(life, here, topic):
    life.outages.lose(SOURCE)
    assert life.topics.publish(SOURCE, topic, "hello") == f"{SOURCE} is out of reach"


def test_a_topic_whose_key_is_disabled_refuses(life, here):
    key = here.key("cloudwatch.amazonaws.com")
    topic = here.topic(KmsMasterKeyId=key)
    assert life.topics.publish(SOURCE, topic, "first", principal="cloudwatch.amazonaws.com") == ""
    here.disable(key)
    life.clock.run(301)
    refused = life.topics.publish(SOURCE, topic, "second", principal="cloudwatch.amazonaws.com")
    assert refused == f"KMSDisabled: {key} is disabled."
    assert [one.message for one in life.topics.taken] == ["first"]
    assert [(one.message, why) for one, why in life.topics.refused] == [("second", refused)]


def test_awss_own_key_lets_no_service_in(life, here):
    topic = here.topic(KmsMasterKeyId="alias/aws/sns")
    refused = life.topics.publish(SOURCE, topic, "x", principal="cloudwatch.amazonaws.com")
    assert refused == "KMS.AccessDeniedException: alias/aws/sns lets no service in"


def test_a_long_subject_of_a_service_is_cut(life, here, topic):
    assert life.topics.publish(SOURCE, topic, "x", subject="s" * 200) == ""
    assert [len(one.subject) for one in life.topics.taken] == [99]


def test_the_same_message_is_the_same_bytes(life, here, topic):
    subscribe(here, topic, here.queue("a"))
    subscribe(here, topic, here.queue("b"))
    life.topics.publish(SOURCE, topic, "hello")
    life.clock.run(1)
    (one,), (other,) = here.received("a"), here.received("b")
    assert one["Signature"] == other["Signature"]


def test_who_subscribes_and_who_leaves_counts_from_the_next_message_on(life, here, topic):
    subscription = subscribe(here, topic, here.queue("a"), RawMessageDelivery="true")
    for number in range(3):
        life.topics.publish(SOURCE, topic, str(number))
        life.clock.run(1)
        if number == 0:
            subscribe(here, topic, here.queue("b"), RawMessageDelivery="true")
        if number == 1:
            here("sns").unsubscribe(SubscriptionArn=subscription)
    assert (here.received("a"), here.received("b")) == ([0, 1], [1, 2])
