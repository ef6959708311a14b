"""Notifications of a bucket."""

import pytest

from tapstack.simulate.resources import RefusedError

KIND = "AWS::S3::Bucket"
CREATED = "s3:ObjectCreated:*"
FAILED = "s3:Replication:OperationFailedReplication"
MISSED = "s3:Replication:OperationMissedThreshold"


def arn(service, name, region="us-east-1"):
    return f"arn:aws:{service}:{region}:123456789012:{name}"


TARGETS = [
    {"LambdaConfigurations": [{"Event": CREATED, "Function": arn("lambda", "function:f")}]},
    {"QueueConfigurations": [{"Event": CREATED, "Queue": arn("sqs", "q")}]},
    {
        "TopicConfigurations": [
            {"Event": FAILED, "Topic": arn("sns", "t")},
            {"Event": MISSED, "Topic": arn("sns", "t")},
        ]
    },
    {
        "QueueConfigurations": [
            {
                "Event": CREATED,
                "Queue": arn("sqs", "q"),
                "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "a"}, {"Name": "suffix", "Value": "b"}]}},
            }
        ]
    },
]


@pytest.mark.parametrize("given", TARGETS)
def test_a_target_is_told_back_as_it_was_given(making, given):
    wanted, made = making.create(KIND, NotificationConfiguration=given)
    assert making.read(wanted, made)["NotificationConfiguration"] == given


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ([{"Name": "Prefix", "Value": "a"}], [{"Name": "prefix", "Value": "a"}]),
        ([{"Name": "prefix", "Value": "a"}, {"Name": "suffix", "Value": ""}], [{"Name": "prefix", "Value": "a"}]),
    ],
)
def test_a_filter_is_named_in_small_letters_and_one_for_everything_is_none(making, rules, told):
    queue = {"Event": CREATED, "Queue": arn("sqs", "q"), "Filter": {"S3Key": {"Rules": rules}}}
    wanted, made = making.create(KIND, NotificationConfiguration={"QueueConfigurations": [queue]})
    (found,) = making.read(wanted, made)["NotificationConfiguration"]["QueueConfigurations"]
    assert found["Filter"]["S3Key"]["Rules"] == told


@pytest.mark.parametrize("bridge", [{"EventBridgeEnabled": True}, {"EventBridgeEnabled": False}, {}])
def test_events_for_event_bridge_are_taken_and_recorded(making, bridge):
    given = {"EventBridgeConfiguration": bridge}
    _, made = making.create(KIND, NotificationConfiguration=given)
    kept = making.cloud.records.get("us-east-1", KIND, made.physical_id)
    assert kept == {"NotificationConfiguration": given}


def test_a_target_in_another_region_is_refused(making):
    far = {"TopicConfigurations": [{"Event": CREATED, "Topic": arn("sns", "t", "eu-central-1")}]}
    with pytest.raises(RefusedError, match="InvalidArgument"):
        making.create(KIND, NotificationConfiguration=far)


def test_an_event_that_s3_does_not_know_is_refused(making):
    unknown = {"TopicConfigurations": [{"Event": "s3:Never", "Topic": arn("sns", "t")}]}
    with pytest.raises(RefusedError, match="InvalidArgument"):
        making.create(KIND, NotificationConfiguration=unknown)


def test_an_update_replaces_the_targets(making):
    wanted, made = making.create(KIND, NotificationConfiguration=TARGETS[0])
    after, made = making.update(wanted, made, NotificationConfiguration=TARGETS[1])
    assert making.read(after, made)["NotificationConfiguration"] == TARGETS[1]
