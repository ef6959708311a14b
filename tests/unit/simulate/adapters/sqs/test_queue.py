"""AWS::SQS::Queue."""

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError

KIND = "AWS::SQS::Queue"
FIFO = {
    "QueueName": "trades.fifo",
    "FifoQueue": True,
    "ContentBasedDeduplication": True,
    "DeduplicationScope": "messageGroup",
    "FifoThroughputLimit": "perMessageGroupId",
    "DelaySeconds": 1,
    "KmsDataKeyReusePeriodSeconds": 600,
    "KmsMasterKeyId": "alias/own",
    "MaximumMessageSize": 2048,
    "MessageRetentionPeriod": 600,
    "ReceiveMessageWaitTimeSeconds": 2,
    "RedrivePolicy": {"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:dead.fifo", "maxReceiveCount": 3},
    "SqsManagedSseEnabled": False,
    "VisibilityTimeout": 60,
    "Tags": [{"Key": "Team", "Value": "Data"}],
}
POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage"}]}


def test_everything_that_the_template_gives_is_told_back(making):
    making.create(KIND, "Dead", QueueName="dead.fifo", FifoQueue=True)
    assert making.read(*making.create(KIND, **FIFO)) == FIFO


def test_what_moto_drops_is_recorded_for_as_long_as_the_queue_lives(making):
    wanted, made = making.create(KIND, QueueName="trades", RedriveAllowPolicy={"redrivePermission": "denyAll"})
    records = making.cloud.records
    kept = records.get("us-east-1", KIND, made.physical_id)
    assert kept == {"RedriveAllowPolicy": {"redrivePermission": "denyAll"}}
    making.delete(wanted, made)
    assert records.get("us-east-1", KIND, made.physical_id) is None


def test_ref_is_the_url_and_the_attributes_are_those_of_the_schema(making):
    making.create(KIND, "Dead", QueueName="dead.fifo", FifoQueue=True)
    _, made = making.create(KIND, **FIFO)
    assert tuple(sorted(made.attributes)) == attributes(KIND).names
    assert made.physical_id == made.attributes["QueueUrl"]
    assert made.attributes["Arn"] == "arn:aws:sqs:us-east-1:123456789012:trades.fifo"
    assert made.attributes["QueueName"] == "trades.fifo"


def test_a_queue_without_a_name_gets_one_of_the_stack_and_the_resource(making):
    _, made = making.create(KIND, FifoQueue=True)
    assert made.attributes["QueueName"].startswith("StackSet-TapStack-1-It-")
    assert made.attributes["QueueName"].endswith(".fifo")


@pytest.mark.parametrize("timeout", [10, 20])
def test_a_name_that_is_taken_is_refused_even_with_the_same_attributes(making, timeout):
    making.create(KIND, QueueName="trades", VisibilityTimeout=10)
    with pytest.raises(RefusedError, match="QueueAlreadyExists: A queue named trades already exists"):
        making.create(KIND, "Other", QueueName="trades", VisibilityTimeout=timeout)


def test_the_other_region_has_names_of_its_own(making, elsewhere):
    making.create(KIND, QueueName="trades")
    assert elsewhere.create(KIND, QueueName="trades")[1].attributes["Arn"].split(":")[3] == "eu-central-1"


def test_dead_letters_need_a_queue_that_is_there(making):
    redrive = {"deadLetterTargetArn": "arn:aws:sqs:us-east-1:123456789012:none", "maxReceiveCount": 3}
    with pytest.raises(RefusedError, match="NonExistentQueue"):
        making.create(KIND, QueueName="trades", RedrivePolicy=redrive)


@pytest.mark.parametrize(("given", "managed"), [({}, True), ({"KmsMasterKeyId": "alias/own"}, False)])
def test_a_queue_has_one_kind_of_encryption(making, given, managed):
    assert making.read(*making.create(KIND, **given))["SqsManagedSseEnabled"] is managed


def test_an_update_sets_what_is_new_and_resets_what_is_gone(making):
    wanted, made = making.create(KIND, QueueName="q", DelaySeconds=5, Tags=[{"Key": "A", "Value": "1"}])
    after, made = making.update(wanted, made, QueueName="q", VisibilityTimeout=40, Tags=[{"Key": "B", "Value": "2"}])
    told = making.read(after, made)
    assert (told["DelaySeconds"], told["VisibilityTimeout"]) == (0, 40)
    assert told["Tags"] == [{"Key": "B", "Value": "2"}]


def test_deleting_a_queue_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, QueueName="trades")
    making.delete(wanted, made)
    assert "QueueUrls" not in making.bench.client("sqs").list_queues()
    making.delete(wanted, made)


def test_an_update_resets_every_attribute_that_is_given_no_more(making):
    making.create(KIND, "Dead", QueueName="dead.fifo", FifoQueue=True)
    small = {"QueueName": "trades.fifo", "FifoQueue": True}
    wanted, made = making.create(KIND, **FIFO)
    after, made = making.update(wanted, made, **small)
    told = making.read(after, made)
    plain = making.read(*making.create(KIND, "Other", QueueName="other.fifo", FifoQueue=True))
    assert told == {**plain, "QueueName": "trades.fifo"}


def test_an_update_leaves_the_queues_policy_alone(making):
    wanted, made = making.create(KIND, QueueName="trades")
    making.create("AWS::SQS::QueuePolicy", Queues=[made.physical_id], PolicyDocument=POLICY)
    making.update(wanted, made, QueueName="trades", DelaySeconds=5)
    asked = {"QueueUrl": made.physical_id, "AttributeNames": ["Policy"]}
    assert "sqs:SendMessage" in making.bench.client("sqs").get_queue_attributes(**asked)["Attributes"]["Policy"]


def test_the_stacks_tags_are_set_too(tagged):
    _, made = tagged.create(KIND, QueueName="trades", Tags=[{"Key": "Team", "Value": "Data"}])
    there = tagged.bench.client("sqs").list_queue_tags(QueueUrl=made.physical_id)["Tags"]
    assert there == {"Stage": "test", "Team": "Data"}
