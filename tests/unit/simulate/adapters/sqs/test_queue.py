"""AWS::SQS::Queue."""

import pytest

from tapstack.simulate.resources import RefusedError

KIND = "AWS::SQS::Queue"


def test_everything_that_the_template_gives_is_told_back(making):
    given = {
        "QueueName": "trades",
        "VisibilityTimeout": 60,
        "MessageRetentionPeriod": 1209600,
        "SqsManagedSseEnabled": False,
        "KmsMasterKeyId": "alias/own",
        "Tags": [{"Key": "Team", "Value": "Data"}],
    }
    wanted, made = making.create(KIND, **given)
    assert {name: value for name, value in making.read(wanted, made).items() if name in given} == given


def test_what_moto_drops_is_recorded_for_as_long_as_the_queue_lives(making):
    wanted, made = making.create(KIND, QueueName="trades", RedriveAllowPolicy={"redrivePermission": "denyAll"})
    records = making.cloud.records
    kept = records.get("us-east-1", KIND, made.physical_id)
    assert kept == {"RedriveAllowPolicy": {"redrivePermission": "denyAll"}}
    making.delete(wanted, made)
    assert records.get("us-east-1", KIND, made.physical_id) is None


def test_ref_is_the_url_and_the_attributes_are_those_of_the_schema(making):
    _, made = making.create(KIND, QueueName="trades")
    assert made.physical_id == made.attributes["QueueUrl"]
    assert made.attributes["Arn"] == "arn:aws:sqs:us-east-1:123456789012:trades"
    assert made.attributes["QueueName"] == "trades"


def test_a_queue_without_a_name_gets_one_of_the_stack_and_the_resource(making):
    _, made = making.create(KIND, FifoQueue=True)
    assert made.attributes["QueueName"].startswith("StackSet-TapStack-1-It-")
    assert made.attributes["QueueName"].endswith(".fifo")


def test_a_name_that_is_taken_with_other_attributes_is_refused(making):
    making.create(KIND, QueueName="trades", VisibilityTimeout=10)
    with pytest.raises(RefusedError, match=r"QueueAlreadyExists|QueueNameExists"):
        making.create(KIND, "Other", QueueName="trades", VisibilityTimeout=20)


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
