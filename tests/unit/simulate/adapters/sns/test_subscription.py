"""AWS::SNS::Subscription."""

import json

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError

KIND = "AWS::SNS::Subscription"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:queue"
WHOLE = {
    "Protocol": "sqs",
    "Endpoint": QUEUE,
    "FilterPolicyScope": "MessageBody",
    "FilterPolicy": {"kind": ["trade"]},
    "RawMessageDelivery": True,
    "RedrivePolicy": {"deadLetterTargetArn": QUEUE + "-dead"},
}


@pytest.fixture
def topic(making):
    making.create("AWS::SQS::Queue", "Queue", QueueName="queue")
    return making.create("AWS::SNS::Topic", "Topic", TopicName="events")[1].physical_id


def held(making, made):
    """What SNS holds of a subscription: delivery itself is that of a world that lives."""
    return making.bench.client("sns").get_subscription_attributes(SubscriptionArn=made.physical_id)["Attributes"]


def test_everything_that_the_template_gives_is_told_back(making, topic):
    assert making.read(*making.create(KIND, TopicArn=topic, **WHOLE)) == {"TopicArn": topic, **WHOLE}


def test_a_delivery_policy_and_a_role_are_told_back(making, topic):
    given = {
        "TopicArn": topic,
        "Protocol": "https",
        "Endpoint": "https://example.com",
        "DeliveryPolicy": {"healthyRetryPolicy": {"numRetries": 3}},
        "SubscriptionRoleArn": "arn:aws:iam::123456789012:role/firehose",
        "RawMessageDelivery": False,
    }
    assert making.read(*making.create(KIND, **given)) == given


def test_ref_is_the_arn(making, topic):
    _, made = making.create(KIND, TopicArn=topic, **WHOLE)
    assert made.physical_id.startswith(topic + ":")
    assert made.attributes == {"Arn": made.physical_id}
    assert tuple(made.attributes) == attributes(KIND).names


def test_a_topic_that_is_not_there_is_refused(making):
    with pytest.raises(RefusedError, match="NotFound"):
        making.create(KIND, TopicArn="arn:aws:sns:us-east-1:123456789012:none", **WHOLE)


def test_an_equal_subscription_is_the_same(making, topic):
    _, made = making.create(KIND, TopicArn=topic, **WHOLE)
    assert making.create(KIND, "Other", TopicArn=topic, **WHOLE)[1] == made


@pytest.mark.parametrize(
    "other",
    [
        {"RawMessageDelivery": False},
        {"FilterPolicy": {"kind": ["order"]}},
        {"FilterPolicyScope": "MessageAttributes"},
        {"RedrivePolicy": {"deadLetterTargetArn": QUEUE + "-other"}},
    ],
)
def test_the_same_endpoint_with_other_attributes_is_refused(making, topic, other):
    making.create(KIND, TopicArn=topic, **WHOLE)
    with pytest.raises(RefusedError, match="Subscription already exists with different attributes"):
        making.create(KIND, "Other", TopicArn=topic, **{**WHOLE, **other})


def test_an_update_sets_what_is_new_and_resets_what_is_gone(making, topic):
    plain = {"TopicArn": topic, "Protocol": "sqs", "Endpoint": QUEUE}
    wanted, made = making.create(KIND, TopicArn=topic, **WHOLE)
    after, made = making.update(wanted, made, **plain)
    assert making.read(after, made) == {**plain, "RawMessageDelivery": False}
    after, made = making.update(after, made, TopicArn=topic, **WHOLE)
    assert making.read(after, made) == {"TopicArn": topic, **WHOLE}


def test_a_new_scope_holds_for_the_filter_policy_that_stays(making, topic):
    given = {"TopicArn": topic, "Protocol": "sqs", "Endpoint": QUEUE, "FilterPolicy": {"kind": ["trade"]}}
    wanted, made = making.create(KIND, **given)
    assert held(making, made).get("FilterPolicyScope", "MessageAttributes") == "MessageAttributes"
    making.update(wanted, made, **given, FilterPolicyScope="MessageBody")
    assert held(making, made)["FilterPolicyScope"] == "MessageBody"
    assert json.loads(held(making, made)["FilterPolicy"]) == {"kind": ["trade"]}


@pytest.mark.parametrize("raw", [True, False])
def test_messages_are_to_come_raw_or_wrapped_as_the_template_says(making, topic, raw):
    _, made = making.create(KIND, TopicArn=topic, Protocol="sqs", Endpoint=QUEUE, RawMessageDelivery=raw)
    assert held(making, made)["RawMessageDelivery"] == str(raw).lower()


def test_a_topic_of_another_region_is_subscribed_to_there(making, elsewhere, topic):
    given = {"TopicArn": topic, "Region": "us-east-1", "Protocol": "email", "Endpoint": "a@example.com"}
    wanted, made = elsewhere.create(KIND, **given)
    assert elsewhere.read(wanted, made) == {**given, "RawMessageDelivery": False}
    elsewhere.delete(wanted, made)
    assert making.bench.client("sns").list_subscriptions()["Subscriptions"] == []


def test_a_topic_of_another_region_is_not_found_without_it(elsewhere, topic):
    with pytest.raises(RefusedError, match="NotFound"):
        elsewhere.create(KIND, TopicArn=topic, **WHOLE)


def test_a_replay_policy_is_recorded(making, topic):
    replay = {"PointType": "Timestamp", "StartingPoint": "2026-01-01T00:00:00.000Z"}
    _, made = making.create(KIND, TopicArn=topic, **WHOLE, ReplayPolicy=replay)
    assert making.cloud.records.get("us-east-1", KIND, made.physical_id) == {"ReplayPolicy": replay}


def test_deleting_a_subscription_that_is_gone_is_no_error(making, topic):
    wanted, made = making.create(KIND, TopicArn=topic, **WHOLE)
    making.delete(wanted, made)
    assert making.bench.client("sns").list_subscriptions()["Subscriptions"] == []
    making.delete(wanted, made)
