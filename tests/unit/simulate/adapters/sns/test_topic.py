"""AWS::SNS::Topic."""

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError

KIND = "AWS::SNS::Topic"
ARN = "arn:aws:sns:us-east-1:123456789012:events"
ONE = {"Protocol": "sqs", "Endpoint": "arn:aws:sqs:us-east-1:123456789012:one"}
TWO = {"Protocol": "email", "Endpoint": "two@example.com"}
TAGS = [{"Key": "Team", "Value": "Data"}]
WHOLE = {
    "TopicName": "events",
    "DisplayName": "Events",
    "KmsMasterKeyId": "alias/own",
    "Subscription": [ONE, TWO],
    "Tags": TAGS,
}
FIFO = {"TopicName": "events.fifo", "FifoTopic": True, "ContentBasedDeduplication": True}


def endpoints(making):
    there = making.bench.client("sns").list_subscriptions()["Subscriptions"]
    return [one["Endpoint"] for one in there]


@pytest.mark.parametrize("given", [WHOLE, FIFO])
def test_everything_that_the_template_gives_is_told_back(making, given):
    told = making.read(*making.create(KIND, **given))
    assert {name: told.get(name) for name in given} == given


def test_deduplication_that_is_off_is_told_as_off(making):
    assert making.read(*making.create(KIND, **{**FIFO, "ContentBasedDeduplication": False})) == {
        "TopicName": "events.fifo",
        "FifoTopic": True,
        "ContentBasedDeduplication": False,
        "DisplayName": "",
        "Tags": [],
    }


def test_ref_is_the_arn_and_the_attributes_are_of_the_schema(making):
    _, made = making.create(KIND, **WHOLE)
    assert made.physical_id == made.attributes["TopicArn"] == ARN
    assert made.attributes["TopicName"] == "events"
    assert set(made.attributes) == {*WHOLE, "TopicArn"} <= set(attributes(KIND).names)


@pytest.mark.parametrize(("given", "end"), [({}, ""), ({"FifoTopic": True}, ".fifo")])
def test_a_topic_without_a_name_gets_one_of_the_stack_and_the_resource(making, given, end):
    name = making.create(KIND, **given)[1].attributes["TopicName"]
    assert name.startswith("StackSet-TapStack-1-It-")
    assert name.endswith(end)


def test_a_name_that_is_taken_is_refused(making):
    making.create(KIND, TopicName="events")
    with pytest.raises(RefusedError, match=f"AlreadyExists: Topic already exists: {ARN}"):
        making.create(KIND, "Other", TopicName="events")


def test_an_endpoint_that_is_refused_leaves_a_topic_that_is_told(making):
    wrong = {"Protocol": "sqs", "Endpoint": "queue"}
    with pytest.raises(RefusedError, match="SQS endpoint ARN") as refused:
        making.create(KIND, TopicName="events", Subscription=[wrong])
    assert refused.value.made.physical_id == ARN


def test_an_update_sets_what_is_new_and_resets_what_is_gone(making):
    wanted, made = making.create(KIND, **WHOLE)
    after, made = making.update(wanted, made, TopicName="events", Tags=[{"Key": "A", "Value": "1"}])
    assert making.read(after, made) == {"TopicName": "events", "DisplayName": "", "Tags": [{"Key": "A", "Value": "1"}]}
    after, made = making.update(after, made, **WHOLE)
    assert making.read(after, made) == WHOLE
    assert made.attributes["DisplayName"] == "Events"


def test_an_update_subscribes_and_unsubscribes_by_the_difference(making):
    wanted, made = making.create(KIND, TopicName="events", Subscription=[ONE])
    making.create("AWS::SNS::Subscription", "Third", TopicArn=ARN, Protocol="email", Endpoint="three@example.com")
    making.update(wanted, made, TopicName="events", Subscription=[TWO])
    assert endpoints(making) == ["three@example.com", "two@example.com"]


def test_a_topic_with_more_than_a_page_of_subscriptions_loses_the_right_one(making):
    many = [{"Protocol": "email", "Endpoint": f"{number}@example.com"} for number in range(102)]
    wanted, made = making.create(KIND, TopicName="events", Subscription=many)
    after, made = making.update(wanted, made, TopicName="events", Subscription=many[:-1])
    assert making.read(after, made)["Subscription"] == many[:-1]
    assert len(making.read(wanted, made)["Subscription"]) == 101


@pytest.mark.parametrize(
    "recorded",
    [
        {"ArchivePolicy": {"MessageRetentionPeriod": 30}},
        {"DataProtectionPolicy": {"Name": "hide", "Version": "2021-06-01", "Statement": []}},
        {"DeliveryStatusLogging": [{"Protocol": "sqs", "SuccessFeedbackSampleRate": "100"}]},
        {"FifoThroughputScope": "Topic"},
        {"MaximumMessageSize": 2048},
        {"SignatureVersion": "2"},
        {"TracingConfig": "Active"},
    ],
)
def test_what_moto_drops_is_recorded(making, recorded):
    making.create(KIND, TopicName="events", **recorded)
    assert making.cloud.records.get("us-east-1", KIND, ARN) == recorded


def test_deleting_it_takes_its_subscriptions_along(making):
    wanted, made = making.create(KIND, **WHOLE)
    making.delete(wanted, made)
    assert endpoints(making) == []
    making.delete(wanted, made)


def test_a_topic_of_the_same_name_does_not_inherit_tags(making):
    making.delete(*making.create(KIND, **WHOLE))
    assert making.read(*making.create(KIND, TopicName="events"))["Tags"] == []


def test_the_stacks_tags_are_set_too(tagged):
    tagged.create(KIND, TopicName="events", Tags=TAGS)
    there = tagged.bench.client("sns").list_tags_for_resource(ResourceArn=ARN)["Tags"]
    assert sorted(tag["Key"] for tag in there) == ["Stage", "Team"]
