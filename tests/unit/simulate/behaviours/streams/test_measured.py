"""What Kinesis and Lambda measure of streams.

By the Kinesis Developer Guide, "Monitoring the Kinesis Data Streams service with CloudWatch", and the Lambda Developer
Guide, "Types of metrics for Lambda functions".
"""

import pytest

from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.streams.reader import FAIL_ON_BAD


def values(life, namespace, name, region=SOURCE, **pairs):
    now = life.clock.moment.timestamp() + 60
    found = life.metrics.between(region, namespace, name, pairs, 0, now)
    return [value for sample in found.values() for value in sample.values]


def test_every_record_and_byte_that_comes_in_is_counted(reader):
    reader.stream()
    reader.put("a", "four")
    reader.put_many("bb", "cc")
    assert sum(values(reader.life, "AWS/Kinesis", "IncomingRecords", StreamName="s")) == 4
    assert sum(values(reader.life, "AWS/Kinesis", "IncomingBytes", StreamName="s")) == 9
    assert values(reader.life, "AWS/Kinesis", "IncomingRecords", TARGET, StreamName="s") == []


def test_the_iterator_age_of_a_function_is_that_of_the_last_record_of_a_batch(reader):
    reader.read(MaximumBatchingWindowInSeconds=30)
    reader.put("a")
    reader.life.clock.run(20)
    reader.put("b")
    reader.life.clock.run(20)
    assert values(reader.life, "AWS/Lambda", "IteratorAge", FunctionName="f") == [10_000]


def test_the_iterator_age_grows_while_a_batch_fails(reader):
    reader.read(FAIL_ON_BAD)
    reader.put("bad")
    reader.life.clock.run(600)
    found = values(reader.life, "AWS/Lambda", "IteratorAge", FunctionName="f")
    assert found == sorted(found)
    assert found[-1] > 400_000


@pytest.mark.parametrize("code", ["pass", FAIL_ON_BAD], ids=["through", "held up"])
def test_what_is_read_of_a_stream_is_as_old_as_the_oldest_record_that_waits(reader, code):
    reader.read(code)
    reader.put("bad")
    reader.life.clock.run(301)
    found = values(reader.life, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", StreamName="s")
    assert found == ([0] * 5 if code == "pass" else [60_000, 120_000, 180_000, 240_000, 300_000])


def test_of_a_stream_that_nobody_reads_no_age_is_told(reader):
    reader.read(Enabled=False)
    reader.put("a")
    reader.life.clock.run(300)
    assert values(reader.life, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", StreamName="s") == []


def test_a_region_that_is_out_tells_no_age(reader):
    reader.read()
    reader.life.outages.lose(SOURCE)
    reader.life.clock.run(300)
    assert values(reader.life, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", StreamName="s") == []


def test_calls_errors_and_durations_of_a_reading_function_are_counted(reader):
    reader.read("time.sleep(2)", FAIL_ON_BAD, BatchSize=1, MaximumRetryAttempts=0)
    reader.put("bad", "b")
    reader.life.clock.run(60)
    assert values(reader.life, "AWS/Lambda", "Invocations", FunctionName="f") == [1, 1]
    assert values(reader.life, "AWS/Lambda", "Errors", FunctionName="f") == [1, 0]
    assert values(reader.life, "AWS/Lambda", "Duration", FunctionName="f") == [2000, 2000]
