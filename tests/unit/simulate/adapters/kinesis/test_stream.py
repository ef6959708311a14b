"""AWS::Kinesis::Stream."""

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError

KIND = "AWS::Kinesis::Stream"
ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/trades"
TAGS = [{"Key": "Team", "Value": "Data"}]
ON_DEMAND = {"StreamMode": "ON_DEMAND"}
PROVISIONED = {"StreamMode": "PROVISIONED"}
SMALL = {"Name": "trades", "ShardCount": 2}
WHOLE = {
    "Name": "trades",
    "StreamModeDetails": PROVISIONED,
    "ShardCount": 2,
    "RetentionPeriodHours": 168,
    "StreamEncryption": {"EncryptionType": "KMS", "KeyId": "arn:aws:kms:us-east-1:123456789012:key/1"},
    "DesiredShardLevelMetrics": ["IncomingBytes", "IteratorAgeMilliseconds", "OutgoingBytes"],
    "Tags": TAGS,
}
PLAIN = {**SMALL, "StreamModeDetails": PROVISIONED, "RetentionPeriodHours": 24, "Tags": []}


def test_everything_that_the_template_gives_is_told_back(making):
    assert making.read(*making.create(KIND, **WHOLE)) == WHOLE


def test_what_is_not_given_is_told_as_the_default(making):
    assert making.read(*making.create(KIND, **SMALL)) == PLAIN


@pytest.mark.parametrize("given", [{"StreamModeDetails": ON_DEMAND}, {}])
def test_a_stream_without_shards_is_on_demand(making, given):
    told = making.read(*making.create(KIND, Name="trades", **given))
    assert told == {"Name": "trades", "StreamModeDetails": ON_DEMAND, "RetentionPeriodHours": 24, "Tags": []}


def test_ref_is_the_name_and_the_arn_is_told(making):
    _, made = making.create(KIND, **WHOLE)
    assert (made.physical_id, made.attributes) == ("trades", {"Arn": ARN})


def test_the_attributes_of_a_warm_stream_are_those_of_the_schema(making):
    _, made = making.create(KIND, Name="trades", StreamModeDetails=ON_DEMAND, WarmThroughputMiBps=100)
    assert tuple(sorted(made.attributes)) == attributes(KIND).names
    assert made.attributes["WarmThroughputObject.TargetMiBps"] == 100


def test_a_stream_without_a_name_gets_one_of_the_stack_and_the_resource(making):
    assert making.create(KIND, ShardCount=1)[1].physical_id.startswith("StackSet-TapStack-1-It-")


def test_a_name_that_is_taken_is_refused(making):
    making.create(KIND, **SMALL)
    with pytest.raises(RefusedError, match="ResourceInUseException"):
        making.create(KIND, "Other", **SMALL)


def test_a_retention_that_is_refused_leaves_a_stream_that_is_told(making):
    with pytest.raises(RefusedError, match="InvalidArgumentException") as refused:
        making.create(KIND, **SMALL, RetentionPeriodHours=9000)
    assert refused.value.made.physical_id == "trades"


def test_an_update_sets_what_is_new_and_resets_what_is_gone(making):
    small, made = making.create(KIND, **SMALL)
    whole, made = making.update(small, made, **WHOLE)
    assert making.read(whole, made) == WHOLE
    small, made = making.update(whole, made, **SMALL)
    assert making.read(small, made) == PLAIN


def test_an_update_changes_key_and_metrics_by_the_difference(making):
    wanted, made = making.create(KIND, **WHOLE)
    key = {"EncryptionType": "KMS", "KeyId": "alias/other"}
    after = {**WHOLE, "StreamEncryption": key, "DesiredShardLevelMetrics": ["IncomingBytes", "IncomingRecords"]}
    wanted, made = making.update(wanted, made, **after)
    assert making.read(wanted, made) == after


def test_all_metrics_become_one(making):
    wanted, made = making.create(KIND, **SMALL, DesiredShardLevelMetrics=["ALL"])
    wanted, made = making.update(wanted, made, **SMALL, DesiredShardLevelMetrics=["IncomingBytes"])
    assert making.read(wanted, made)["DesiredShardLevelMetrics"] == ["IncomingBytes"]


@pytest.mark.parametrize("shards", [4, 5, 8, 16])
def test_shards_may_double_and_halve(making, shards):
    wanted, made = making.create(KIND, Name="trades", ShardCount=8)
    wanted, made = making.update(wanted, made, Name="trades", ShardCount=shards)
    assert making.read(wanted, made)["ShardCount"] == shards


@pytest.mark.parametrize(("shards", "step"), [(3, "down below half"), (17, "up over double")])
def test_a_longer_step_is_refused(making, shards, step):
    wanted, made = making.create(KIND, Name="trades", ShardCount=8)
    with pytest.raises(RefusedError, match=f"LimitExceededException: UpdateShardCount cannot scale {step}") as refused:
        making.update(wanted, made, Name="trades", ShardCount=shards)
    assert refused.value.message.endswith(f"Current open shard count: 8 Target shard count: {shards}")
    assert making.read(wanted, made)["ShardCount"] == 8


def test_a_stream_goes_on_demand_and_comes_back(making):
    wanted, made = making.create(KIND, **WHOLE)
    after, made = making.update(wanted, made, Name="trades", StreamModeDetails=ON_DEMAND)
    assert making.read(after, made)["StreamModeDetails"] == ON_DEMAND
    wanted, made = making.update(after, made, **{**WHOLE, "ShardCount": 4})
    assert making.read(wanted, made) == {**WHOLE, "ShardCount": 4}


@pytest.mark.parametrize(
    "recorded",
    [{"MaxRecordSizeInKiB": 2048}, {"WarmThroughputMiBps": 100}, {"RecordDistributionStrategy": "AUTO"}],
)
def test_what_moto_drops_is_recorded(making, recorded):
    making.create(KIND, Name="trades", StreamModeDetails=ON_DEMAND, **recorded)
    assert making.cloud.records.get("us-east-1", KIND, "trades") == recorded


def test_deleting_a_stream_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **WHOLE)
    making.bench.client("kinesis").register_stream_consumer(StreamARN=ARN, ConsumerName="reader")
    making.delete(wanted, made)
    assert making.bench.client("kinesis").list_streams()["StreamNames"] == []
    making.delete(wanted, made)


def test_a_stream_of_the_same_name_does_not_inherit_tags(making):
    making.delete(*making.create(KIND, **WHOLE))
    assert making.read(*making.create(KIND, **SMALL))["Tags"] == []


def test_the_stacks_tags_are_set_too(tagged):
    tagged.create(KIND, **WHOLE)
    there = tagged.bench.client("kinesis").list_tags_for_stream(StreamName="trades")["Tags"]
    assert sorted(tag["Key"] for tag in there) == ["Stage", "Team"]
