"""The copy of the source region's stream: whole, under its partition keys, in order for each of them."""

import base64

import boto3
import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.functions.streams import Between, ServiceError, clock, record, stop_time

__all__ = ["clock"]  # a fixture
STREAM = "market-data-verify"
DONE: dict[str, list[dict[str, str]]] = {"batchItemFailures": []}


@pytest.fixture
def kinesis(aws):
    client = boto3.client("kinesis", "eu-central-1")
    client.create_stream(StreamName=STREAM, ShardCount=1)
    return client


@pytest.fixture
def mirror(load, kinesis):
    return load("mirror", TARGET_STREAM=STREAM)


@pytest.fixture
def spy(mirror):
    """What stands between the function and the target's stream."""
    return Between(mirror.client("kinesis", "eu-central-1"))


def records(*contents, first=1):
    """Records of (partition key, data)."""
    batch = [record(number, data) for number, (_, data) in enumerate(contents, first)]
    for each, (key, _) in zip(batch, contents, strict=True):
        each["kinesis"]["partitionKey"] = key
    return batch


def copied(kinesis):
    """What is in the target's stream: (partition key, data) in order."""
    shard = kinesis.list_shards(StreamName=STREAM)["Shards"][0]["ShardId"]
    start = kinesis.get_shard_iterator(StreamName=STREAM, ShardId=shard, ShardIteratorType="TRIM_HORIZON")
    found = kinesis.get_records(ShardIterator=start["ShardIterator"], Limit=10_000)["Records"]
    return [(each["PartitionKey"], each["Data"]) for each in found]


def failed(number):
    return {"batchItemFailures": [{"itemIdentifier": str(number)}]}


def refusing(*numbers):
    """PutRecords takes all but these records (by their data) the first time that it sees them."""
    once = {str(number).encode() for number in numbers}

    def act(spy, parameters):
        entries = parameters["Records"]
        refused = {entry["Data"] for entry in entries} & once
        once.difference_update(refused)
        taken = [entry for entry in entries if entry["Data"] not in refused]
        answers = iter(spy.carry_out("PutRecords", {**parameters, "Records": taken})["Records"] if taken else [])
        error = {"ErrorCode": "ProvisionedThroughputExceededException", "ErrorMessage": "shard is busy"}
        return {"Records": [error if entry["Data"] in refused else next(answers) for entry in entries]}

    return act


def test_records_are_copied_as_they_are_into_the_target_region(mirror, kinesis, clock):
    contents = [("a", b"\x00\xff"), ("é", b"{}"), ("a", b"\x00\xff")]
    assert mirror.handler({"Records": records(*contents)}, clock) == DONE
    assert copied(kinesis) == contents


def test_1200_records_go_by_500(mirror, kinesis, spy, clock):
    contents = [(f"key-{number}", str(number).encode()) for number in range(1200)]
    assert mirror.handler({"Records": records(*contents)}, clock) == DONE
    assert [len(parameters["Records"]) for _, parameters in spy.calls] == [500, 500, 200]
    assert copied(kinesis) == contents


def test_no_request_is_larger_than_5_mib_with_its_partition_keys(mirror, spy, clock):
    key = "k" * 256
    contents = [(key, b"x" * (2**20 - 256))] * 5 + [(key, b"")]
    spy.act = lambda operation, parameters: {"Records": [{} for _ in parameters["Records"]]}
    assert mirror.handler({"Records": records(*contents)}, clock) == DONE
    assert [len(parameters["Records"]) for _, parameters in spy.calls] == [5, 1]


def test_a_record_larger_than_the_others_allow_goes_alone(mirror, spy, clock):
    spy.act = lambda operation, parameters: {"Records": [{} for _ in parameters["Records"]]}
    mirror.handler({"Records": records(("a", b"1"), ("a", b"x" * 6 * 2**20), ("a", b"3"))}, clock)
    assert [len(parameters["Records"]) for _, parameters in spy.calls] == [1, 1, 1]


def test_after_a_record_that_was_not_taken_the_later_ones_of_its_key_are_sent_again(mirror, kinesis, spy, clock):
    act = refusing(2)
    spy.act = lambda operation, parameters: act(spy, parameters)
    contents = [("a", b"1"), ("a", b"2"), ("b", b"3"), ("a", b"4"), ("c", b"5")]
    assert mirror.handler({"Records": records(*contents)}, clock) == DONE
    assert [[entry["Data"] for entry in parameters["Records"]] for _, parameters in spy.calls] == [
        [b"1", b"2", b"3", b"4", b"5"],
        [b"2", b"4"],
    ]


def test_a_key_that_is_behind_is_not_sent_with_later_requests_of_the_round(mirror, spy, clock):
    contents = [("a", b"0"), *((f"key-{number}", str(number).encode()) for number in range(1, 500)), ("a", b"500")]
    act = refusing(0)
    spy.act = lambda operation, parameters: act(spy, parameters)
    assert mirror.handler({"Records": records(*contents)}, clock) == DONE
    sent = [[entry["Data"] for entry in parameters["Records"]] for _, parameters in spy.calls]
    assert sent[1:] == [[b"0", b"500"]]


def test_what_is_never_taken_is_reported_from_the_lowest_by_number(mirror, spy, clock):
    def act(operation, parameters):
        raise ServiceError("ProvisionedThroughputExceededException")

    spy.act = act
    batch = records(("a", b"9"), ("b", b"10"), ("c", b"100"), first=9)
    assert mirror.handler({"Records": batch}, clock) == failed(9)
    assert 0 < clock.get_remaining_time_in_millis() <= 16_000
    assert clock.slept[:4] == [0.05, 0.1, 0.2, 0.4]
    assert max(clock.slept) == 2


def test_only_what_was_not_taken_is_reported(mirror, spy, clock):
    spy.act = lambda operation, parameters: {
        "Records": [
            {"ErrorCode": "InternalFailure"} if entry["Data"] in (b"12", b"9") else {"SequenceNumber": "1"}
            for entry in parameters["Records"]
        ]
    }
    batch = records(*((f"key-{number}", str(number).encode()) for number in range(8, 14)), first=8)
    assert mirror.handler({"Records": batch}, clock) == failed(9)


def test_the_lowest_is_reported_of_what_was_held_back_and_what_was_not_taken(mirror, spy, clock):
    """Two records a request: 1 is refused at first, so 4 is held back while 3 is refused; 3 and 4 stay refused."""
    mirror.RECORDS = 2
    error = {"ErrorCode": "InternalFailure"}

    def act(operation, parameters):
        refused = {b"3", b"4"} | ({b"1"} if len(spy.calls) == 1 else set())
        return {"Records": [error if entry["Data"] in refused else {} for entry in parameters["Records"]]}

    spy.act = act
    assert mirror.handler({"Records": records(("a", b"1"), ("c", b"2"), ("b", b"3"), ("a", b"4"))}, clock) == failed(3)


@pytest.mark.parametrize("code", ["ThrottlingException", "KMSThrottlingException"])
def test_a_throttled_request_is_made_again(mirror, kinesis, spy, clock, code):
    def act(operation, parameters):
        if len(spy.calls) == 1:
            raise ServiceError(code)

    spy.act = act
    assert mirror.handler({"Records": records(("a", b"1"))}, clock) == DONE
    assert copied(kinesis) == [("a", b"1")]


@pytest.mark.parametrize("error", [ServiceError("AccessDeniedException"), ReadTimeoutError(endpoint_url="kinesis")])
def test_an_error_that_waiting_does_not_mend_fails_the_batch(mirror, spy, clock, error):
    def act(operation, parameters):
        raise error

    spy.act = act
    with pytest.raises((ClientError, ReadTimeoutError)):
        mirror.handler({"Records": records(("a", b"1"))}, clock)


def test_a_slow_target_leaves_time_for_the_answer(mirror, spy, clock):
    def act(operation, parameters):
        clock.sleep(15)

    spy.act = act
    batch = records(*((f"key-{number}", b"x") for number in range(2500)))
    assert mirror.handler({"Records": batch}, clock) == failed(1501)
    assert clock.get_remaining_time_in_millis() > 0


def test_too_little_time_sends_nothing_and_reports_all(mirror, spy, monkeypatch):
    assert mirror.handler({"Records": records(("a", b"1"), ("b", b"2"))}, stop_time(monkeypatch, seconds=16)) == failed(
        1
    )
    assert spy.calls == []


def test_no_call_takes_longer_than_the_time_kept_for_it(mirror):
    """Two attempts, each to connect to three addresses and to read, and a pause of at most a second between them."""
    config = mirror.client("kinesis", "eu-central-1").meta.config
    assert 2 * (3 * config.connect_timeout + config.read_timeout) + 1 < mirror.CALL / 1000
    assert config.retries["total_max_attempts"] == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    keys=st.lists(st.sampled_from("abc"), min_size=1, max_size=20),
    faults=st.lists(st.sets(st.integers(0, 19)), max_size=8),
    size=st.integers(1, 5),
)
def test_readers_see_every_record_and_of_each_key_the_last_ones_in_order(mirror, spy, clock, keys, faults, size):
    """Of what a reader of a key sees, the last appearances of its records are in the order of the source."""
    mirror.RECORDS = size
    taken: list[bytes] = []
    left = iter(faults)

    def act(operation, parameters):
        refused = {str(number).encode() for number in next(left, set())}
        entries = parameters["Records"]
        taken.extend(entry["Data"] for entry in entries if entry["Data"] not in refused)
        return {"Records": [{"ErrorCode": "InternalFailure"} if e["Data"] in refused else {} for e in entries]}

    spy.act = act
    contents = [(key, str(number).encode()) for number, key in enumerate(keys)]
    assert mirror.handler({"Records": records(*contents)}, clock) == DONE
    for key in set(keys):
        whole = [data for other, data in contents if other == key]
        last = sorted(whole, key=lambda data: len(taken) - 1 - taken[::-1].index(data))
        assert last == whole
    assert {base64.b64decode(r["kinesis"]["data"]) for r in records(*contents)} == set(taken)
