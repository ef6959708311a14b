"""Component 9, the stream: room for 10,000 trades a second, a week of memory, encrypted."""

from collections.abc import Callable

import pytest

from tapstack.pytest_plugin import RefusedError, Resource, Stack
from tests.unit.stack.conftest import Pair
from tests.unit.stack.values import plain, tags

TRADES_PER_SECOND = 10_000
RECORDS_PER_SHARD = 1_000


@pytest.fixture
def stream(stack: Stack) -> Resource:
    return stack.resource("MarketDataStream")


def test_the_shards_take_twice_the_trades(stream: Resource) -> None:
    """A shard takes 1,000 records a second; the seed's five took half of what was promised."""
    assert stream.property("ShardCount") * RECORDS_PER_SHARD >= 2 * TRADES_PER_SECOND


def test_the_shards_are_provisioned(stream: Resource) -> None:
    """On demand, a new stream begins with a fifth of the trades; a number of shards goes with this mode only."""
    assert stream.property("StreamModeDetails.StreamMode") == "PROVISIONED"


def test_the_number_of_shards_is_the_parameter(pair: Callable[..., Pair]) -> None:
    for stack in pair(ShardCount="48"):
        assert stack.resource("MarketDataStream").property("ShardCount") == 48


def test_too_few_shards_are_refused(pair: Callable[..., Pair]) -> None:
    with pytest.raises(RefusedError, match="ShardCount"):
        pair(ShardCount=str(TRADES_PER_SECOND // RECORDS_PER_SHARD - 1))


def test_records_are_kept_for_a_week(stream: Resource) -> None:
    assert stream.property("RetentionPeriodHours") == 7 * 24


def test_records_are_encrypted_with_our_key(stream: Resource) -> None:
    assert stream.property("StreamEncryption.EncryptionType") == "KMS"
    assert plain(stream.property("StreamEncryption.KeyId")) == "${PlatformKey.Arn}"


def test_the_stream_outlives_the_stack_but_not_a_failed_creation(stream: Resource) -> None:
    assert stream.attribute("DeletionPolicy") == "RetainExceptOnCreate"
    assert stream.attribute("UpdateReplacePolicy") == "Retain"


def test_producers_find_the_stream_under_one_name_in_both_regions(pair: Callable[..., Pair]) -> None:
    names = {stack.resource("MarketDataStream").property("Name") for stack in pair(EnvironmentSuffix="other")}
    assert names == {"market-data-other"}


def test_both_streams_say_whose_they_are(pair: Callable[..., Pair]) -> None:
    for stack in pair(Owner="desk"):
        said = tags(stack.resource("MarketDataStream").property("Tags"))
        assert said == {"Owner": "desk", "DataClassification": "Trading", "Region": stack.region}


def test_others_are_told_of_the_stream(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        name = stack.resource("MarketDataStream").property("Name")
        assert stack.output("MarketDataStreamArn") == f"arn:aws:kinesis:{stack.region}:123456789012:stream/{name}"
        assert stack.resource("HealthProbeFunction").property("Environment.Variables.STREAM_NAME") == name


def test_the_workflow_watches_the_stream_by_its_name(target, stream: Resource) -> None:
    told = target.resource("MigrationChecksFunction").property("Environment.Variables.STREAM_NAME")
    assert told == stream.property("Name")
