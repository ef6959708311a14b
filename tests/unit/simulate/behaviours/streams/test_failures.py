"""What becomes of records whose function fails.

By the Lambda Developer Guide, "Configuring partial batch response with Kinesis Data Streams and Lambda" and "Retain
discarded batch records for a Kinesis Data Streams event source".
"""

import pytest

from tapstack.simulate.cloud import START
from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.streams.reader import FAIL_ON_BAD, REPORT_BAD, failure_to, parsed
from tests.unit.simulate.behaviours.world import World

AT = START.timestamp()
ITEMS = {"FunctionResponseTypes": ["ReportBatchItemFailures"]}


def test_a_batch_that_fails_comes_again_as_often_as_the_mapping_says_and_the_next_then_goes_on(reader):
    reader.read(FAIL_ON_BAD, BatchSize=2, MaximumRetryAttempts=2)
    reader.put("a", "bad", "c", "d")
    reader.life.clock.run(300)
    assert reader.batches() == [["a", "bad"]] * 3 + [["c", "d"]]
    assert len(reader.life.mappings.lost) == 2


def test_without_attempts_a_batch_that_fails_is_given_up_at_once(reader):
    reader.read(FAIL_ON_BAD, BatchSize=1, MaximumRetryAttempts=0)
    reader.put("bad", "b")
    reader.life.clock.run(60)
    assert reader.batches() == [["bad"], ["b"]]


def test_by_default_a_batch_that_fails_comes_again_for_ever_and_holds_up_its_shard(reader):
    reader.read(FAIL_ON_BAD, BatchSize=1)
    reader.put("bad", "b")
    reader.life.clock.run(7200)
    seen = reader.batches()
    assert len(seen) > 50
    assert set(map(tuple, seen)) == {("bad",)}
    assert reader.result() == "PROBLEM: Function call failed"


def test_a_record_that_fails_holds_up_only_what_shares_its_place(reader):
    reader.read(FAIL_ON_BAD, BatchSize=1, ParallelizationFactor=10)
    reader.put("bad", key="one")
    reader.put("b", key="two")
    reader.life.clock.run(60)
    assert ["b"] in reader.batches()


def test_halves_find_the_record_that_fails_and_cost_no_attempts(reader):
    reader.read(FAIL_ON_BAD, MaximumRetryAttempts=0, BisectBatchOnFunctionError=True)
    reader.put("a", "b", "bad", "d")
    reader.life.clock.run(300)
    assert reader.batches() == [["a", "b", "bad", "d"], ["a", "b"], ["bad", "d"], ["bad"], ["d"]]
    assert [record.key for record in reader.life.mappings.lost] == ["k"]


def test_records_that_are_too_old_are_given_up_and_younger_ones_come(reader):
    reader.read(FAIL_ON_BAD, BatchSize=1, MaximumRecordAgeInSeconds=100)
    reader.put("bad", "b")
    reader.life.clock.run(90)
    reader.put("c")
    reader.life.clock.run(60)
    seen = reader.batches()
    assert seen[-1] == ["c"]
    assert ["b"] not in seen
    assert len(reader.life.mappings.lost) == 2


def test_a_partial_answer_lets_what_came_before_pass_and_brings_the_rest_again(reader):
    reader.read(REPORT_BAD, **ITEMS, MaximumRetryAttempts=1)
    reader.put("a", "bad", "c")
    reader.life.clock.run(100)
    assert reader.batches()[:2] == [["a", "bad", "c"], ["bad", "c"]]
    assert len(reader.life.mappings.lost) == 2


def test_of_several_failures_the_first_record_counts(reader):
    failing = "return {'batchItemFailures': [{'itemIdentifier': number[one]} for one in ('c', 'b') if 'a' in names]}"
    reader.read(failing, **ITEMS)
    reader.put("a", "b", "c")
    reader.life.clock.run(100)
    assert reader.batches() == [["a", "b", "c"], ["b", "c"]]


def test_with_halves_a_partial_answer_splits_the_batch_where_it_says(reader):
    reader.read(REPORT_BAD, **ITEMS, MaximumRetryAttempts=3, BisectBatchOnFunctionError=True)
    reader.put("a", "b", "bad", "d")
    reader.life.clock.run(300)
    seen = reader.batches()
    assert seen[:2] == [["a", "b", "bad", "d"], ["bad", "d"]]
    assert seen[-1] == ["d"]
    assert len(reader.life.mappings.lost) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "{'batchItemFailures': []}",
        "{'batchItemFailures': None}",
        "{}",
        "None",
        "{'failures': [{'itemIdentifier': '1'}]}",
    ],
)
def test_an_empty_answer_is_a_success(reader, answer):
    reader.read(f"return {answer}", **ITEMS)
    reader.put("a", "b")
    reader.life.clock.run(60)
    assert reader.batches() == [["a", "b"]]


@pytest.mark.parametrize(
    "failure",
    [
        "{'itemIdentifier': ''}",
        "{'itemIdentifier': None}",
        "{'item': number['b']}",
        "{'itemIdentifier': '7777'}",
        "'b'",
    ],
)
def test_an_answer_that_names_no_record_of_the_batch_is_a_failure_of_all(reader, failure):
    reader.read(f"return {{'batchItemFailures': [{failure}]}}", **ITEMS, MaximumRetryAttempts=1)
    reader.put("a", "b")
    reader.life.clock.run(60)
    assert reader.batches() == [["a", "b"]] * 2


def test_failures_that_are_no_list_are_a_failure_of_all(reader):
    reader.read("return {'batchItemFailures': 7}", **ITEMS, MaximumRetryAttempts=1)
    reader.put("a", "b")
    reader.life.clock.run(60)
    assert reader.batches() == [["a", "b"]] * 2


def test_a_partial_answer_counts_only_where_the_mapping_wants_it(reader):
    reader.read(REPORT_BAD)
    reader.put("a", "bad")
    reader.life.clock.run(60)
    assert reader.batches() == [["a", "bad"]]


def test_the_destination_is_told_of_the_place_of_what_was_given_up(reader):
    source = reader.stream()
    dead = reader.world.queue("dead")
    reader.read(FAIL_ON_BAD, stream=source, MaximumRetryAttempts=1, **failure_to(dead))
    first, _, last = reader.put_many("a", "bad", "c")
    reader.life.clock.run(100)
    (letter,) = reader.world.received("dead")
    context = letter.pop("requestContext")
    assert context.pop("requestId")
    assert context == {
        "functionArn": "arn:aws:lambda:us-east-1:123456789012:function:f",
        "condition": "RetryAttemptsExhausted",
        "approximateInvokeCount": 2,
    }
    assert letter.pop("timestamp").startswith("2026-01-05T09:00:0")
    assert letter == {
        "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
        "version": "1.0",
        "KinesisBatchInfo": {
            "shardId": first["ShardId"],
            "startSequenceNumber": first["SequenceNumber"],
            "endSequenceNumber": last["SequenceNumber"],
            "approximateArrivalOfFirstRecord": "2026-01-05T09:00:00.000Z",
            "approximateArrivalOfLastRecord": "2026-01-05T09:00:00.000Z",
            "batchSize": 3,
            "streamArn": source,
        },
    }
    assert reader.life.mappings.lost == []


def test_a_topic_is_told_as_well(reader):
    topic, dead = reader.world.topic("failures"), reader.world.queue("dead")
    reader.world("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=dead)
    reader.read(FAIL_ON_BAD, MaximumRetryAttempts=0, **failure_to(topic))
    reader.put("bad")
    reader.life.clock.run(100)
    (letter,) = map(parsed, reader.world.received("dead"))
    assert letter["KinesisBatchInfo"]["batchSize"] == 1


def test_a_bucket_as_destination_is_not_simulated(reader):
    reader.read(FAIL_ON_BAD, MaximumRetryAttempts=0, **failure_to("arn:aws:s3:::dead"))
    reader.put("bad")
    with pytest.raises(UnsupportedError, match=r"arn:aws:s3:::dead"):
        reader.life.clock.run(100)


def test_records_that_are_too_old_are_told_with_another_word(reader):
    dead = reader.world.queue("dead")
    reader.read(FAIL_ON_BAD, BatchSize=1, MaximumRecordAgeInSeconds=60, **failure_to(dead))
    reader.put("bad")
    reader.life.clock.run(200)
    (letter,) = reader.world.received("dead")
    assert letter["requestContext"]["condition"] == "RecordAgeExceeded"


def test_a_table_stream_has_a_word_of_its_own(reader):
    dead = reader.world.queue("dead")
    source = reader.read(FAIL_ON_BAD, stream=reader.table(), MaximumRetryAttempts=0, **failure_to(dead))
    reader.world("dynamodb").put_item(TableName="t", Item={"id": {"S": "bad"}})
    reader.life.clock.run(60)
    (letter,) = reader.world.received("dead")
    assert letter["DDBStreamBatchInfo"]["streamArn"] == source
    assert "KinesisBatchInfo" not in letter


def test_records_are_lost_where_the_function_may_not_tell_the_destination(reader):
    dead = reader.world.queue("dead", principal="")
    source = reader.stream()
    reader.function(FAIL_ON_BAD, actions=("kinesis:*",))
    reader.world("lambda").create_event_source_mapping(
        FunctionName="f",
        EventSourceArn=source,
        StartingPosition="TRIM_HORIZON",
        MaximumRetryAttempts=0,
        **failure_to(dead),
    )
    reader.put("bad")
    reader.life.clock.run(60)
    assert reader.world.received("dead") == []
    assert len(reader.life.mappings.lost) == 1


def test_a_region_that_goes_out_in_the_middle_stops_attempts_and_they_go_on_afterwards(reader):
    reader.read(FAIL_ON_BAD, BatchSize=1, MaximumRetryAttempts=3)
    reader.put("bad", "b")
    reader.life.clock.run(2)
    before = reader.batches()
    assert before
    reader.life.outages.lose(SOURCE)
    reader.life.clock.run(3600)
    reader.life.outages.restore(SOURCE)
    assert reader.batches() == []
    reader.life.clock.run(100)
    assert before + reader.batches() == [["bad"]] * 4 + [["b"]]


def test_records_are_given_up_by_age_after_an_outage_that_was_too_long(reader):
    dead = World(reader.life, SOURCE).queue("dead")
    reader.read(MaximumRecordAgeInSeconds=60, **failure_to(dead))
    reader.put("a")
    reader.life.outages.lose(SOURCE)
    reader.life.clock.run(300)
    reader.life.outages.restore(SOURCE)
    reader.life.clock.run(10)
    assert reader.batches() == []
    (letter,) = reader.world.received("dead")
    assert letter["requestContext"]["condition"] == "RecordAgeExceeded"


def test_other_regions_go_on(reader):
    reader.read()
    reader.put("a")
    reader.life.outages.lose(TARGET)
    reader.life.clock.run(10)
    assert reader.batches() == [["a"]]
