"""How records come to a function: batches, windows, order, where reading begins.

By the Lambda Developer Guide, "Using Lambda with Kinesis" and "Using Lambda with DynamoDB".
"""

import itertools
from datetime import timedelta

import pytest

from tapstack.simulate.cloud import START
from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE

AT = START.timestamp()


def test_a_batch_has_at_most_as_many_records_as_the_mapping_says(reader):
    reader.read(BatchSize=2)
    reader.put("a", "b", "c", "d", "e")
    reader.life.clock.run(10)
    assert reader.batches() == [["a", "b"], ["c", "d"], ["e"]]
    assert reader.result() == "OK"


def test_by_default_a_batch_has_at_most_a_hundred_records(reader):
    reader.read()
    reader.put_many(*(str(number) for number in range(101)))
    reader.life.clock.run(10)
    assert [len(batch) for batch in reader.batches()] == [100, 1]


def test_a_window_waits_for_more_records(reader):
    reader.read(MaximumBatchingWindowInSeconds=20)
    for name in ("a", "b", "c"):
        reader.put(name)
        reader.life.clock.run(8)
    assert [(told["names"], told["at"]) for told in reader.seen()] == [(["a", "b", "c"], AT + 20)]


def test_a_full_batch_does_not_wait_for_the_end_of_the_window(reader):
    reader.read(BatchSize=2, MaximumBatchingWindowInSeconds=300)
    reader.put("a")
    reader.life.clock.run(5)
    reader.put("b")
    reader.life.clock.run(5)
    assert [(told["names"], told["at"]) for told in reader.seen()] == [(["a", "b"], AT + 5)]


def test_records_of_one_key_stay_in_order_and_others_are_processed_beside_them(reader):
    reader.read("time.sleep(10)", BatchSize=1, ParallelizationFactor=10)
    for key in ("one", "two", "three", "four"):
        reader.put(*(f"{key} {number}" for number in range(3)), key=key)
    reader.life.clock.run(60)
    seen = reader.seen()
    for key in ("one", "two", "three", "four"):
        mine = [(told["names"][0], told["at"]) for told in seen if told["names"][0].startswith(f"{key} ")]
        assert [name for name, _ in mine] == [f"{key} {number}" for number in range(3)]
        assert all(later - earlier >= 10 for (_, earlier), (_, later) in itertools.pairwise(mine))
    assert len({told["at"] for told in seen}) < len(seen)


def test_a_shard_without_a_factor_is_processed_one_batch_at_a_time(reader):
    reader.read("time.sleep(10)", BatchSize=1)
    reader.put("a", key="one")
    reader.put("b", key="two")
    reader.life.clock.run(60)
    first, second = (told["at"] for told in reader.seen())
    assert second - first >= 10


def test_shards_are_processed_beside_each_other(reader):
    reader.read("time.sleep(10)", stream=reader.stream(shards=2), BatchSize=1)
    for key in ("0", "a"):
        reader.put("one", "another", key=key)
    reader.life.clock.run(1)
    assert len(reader.seen()) == 2


def test_reading_from_the_horizon_begins_with_the_oldest_record_and_from_the_latest_with_the_next(reader):
    source = reader.stream()
    reader.put("before")
    reader.read(stream=source)
    reader.world("lambda").create_event_source_mapping(
        FunctionName="f", EventSourceArn=source, StartingPosition="LATEST"
    )
    reader.put("after")
    reader.life.clock.run(10)
    assert sorted(reader.batches()) == [["after"], ["before", "after"]]


def test_reading_from_a_moment_begins_with_the_records_since(reader):
    source = reader.stream()
    for name in ("a", "b", "c"):
        reader.put(name)
        reader.life.clock.run(60)
    moment = START + timedelta(seconds=60)
    reader.read(stream=source, StartingPosition="AT_TIMESTAMP", StartingPositionTimestamp=moment)
    reader.life.clock.run(10)
    assert reader.batches() == [["b", "c"]]


def test_a_stream_that_is_made_anew_has_none_of_the_old_records(reader):
    reader.stream()
    reader.put("old")
    reader.world("kinesis").delete_stream(StreamName="s")
    reader.read()
    reader.put("new")
    reader.life.clock.run(10)
    assert reader.batches() == [["new"]]


def test_a_disabled_mapping_reads_nothing_and_goes_on_where_it_was_when_it_is_enabled(reader):
    reader.read(Enabled=False)
    reader.put("a")
    reader.life.clock.run(60)
    assert reader.batches() == []
    client = reader.world("lambda")
    client.update_event_source_mapping(UUID=reader.mapping, Enabled=True)
    reader.life.clock.run(10)
    assert reader.batches() == [["a"]]
    client.update_event_source_mapping(UUID=reader.mapping, Enabled=False)
    reader.put("b")
    reader.life.clock.run(60)
    assert reader.batches() == []
    client.update_event_source_mapping(UUID=reader.mapping, Enabled=True)
    reader.life.clock.run(10)
    assert reader.batches() == [["b"]]


def test_a_deleted_mapping_reads_nothing_more(reader):
    reader.read()
    reader.put("a")
    reader.world("lambda").delete_event_source_mapping(UUID=reader.mapping)
    reader.put("b")
    reader.life.clock.run(60)
    assert reader.batches() == []


def test_a_changed_mapping_has_its_new_settings(reader):
    reader.read(BatchSize=1)
    reader.world("lambda").update_event_source_mapping(UUID=reader.mapping, BatchSize=3)
    reader.put("a", "b", "c")
    reader.life.clock.run(10)
    assert reader.batches() == [["a", "b", "c"]]


def test_records_are_handed_over_in_the_form_of_lambda(reader):
    source = reader.read()
    (taken,) = reader.put_many("a", key="key")
    reader.life.clock.run(10)
    ((record,),) = (told["records"] for told in reader.seen())
    assert record == {
        "kinesis": {
            "kinesisSchemaVersion": "1.0",
            "partitionKey": "key",
            "sequenceNumber": taken["SequenceNumber"],
            "data": "YQ==",
            "approximateArrivalTimestamp": AT,
        },
        "eventSource": "aws:kinesis",
        "eventVersion": "1.0",
        "eventID": f"{taken['ShardId']}:{taken['SequenceNumber']}",
        "eventName": "aws:kinesis:record",
        "invokeIdentityArn": "arn:aws:iam::123456789012:role/reader",
        "awsRegion": SOURCE,
        "eventSourceARN": source,
    }


def test_changes_of_a_table_are_handed_over_in_order(reader):
    source = reader.read(stream=reader.table())
    table = reader.world("dynamodb")
    table.put_item(TableName="t", Item={"id": {"S": "a"}, "price": {"N": "1"}})
    table.put_item(TableName="t", Item={"id": {"S": "a"}, "price": {"N": "2"}})
    table.delete_item(TableName="t", Key={"id": {"S": "a"}})
    reader.life.clock.run(10)
    ((first, second, third),) = (told["records"] for told in reader.seen())
    assert [one["eventName"] for one in (first, second, third)] == ["INSERT", "MODIFY", "REMOVE"]
    assert (first["eventSource"], first["eventVersion"], first["awsRegion"]) == ("aws:dynamodb", "1.1", SOURCE)
    assert first["eventSourceARN"] == source
    assert "invokeIdentityArn" not in first
    assert first["dynamodb"]["NewImage"]["price"] == {"N": "1"}
    assert second["dynamodb"]["OldImage"]["price"] == {"N": "1"}
    assert "NewImage" not in third["dynamodb"]
    numbers = [int(one["dynamodb"]["SequenceNumber"]) for one in (first, second, third)]
    assert numbers == sorted(set(numbers))


def test_a_write_that_changes_nothing_and_a_deletion_of_nothing_are_no_changes(reader):
    reader.read(stream=reader.table())
    table = reader.world("dynamodb")
    for _ in range(2):
        table.put_item(TableName="t", Item={"id": {"S": "a"}, "price": {"N": "1"}})
    table.delete_item(TableName="t", Key={"id": {"S": "none"}})
    reader.life.clock.run(10)
    assert reader.batches() == [["a"]]


def test_a_stream_that_its_role_may_not_read_is_not_read_until_it_may(reader):
    source = reader.stream()
    reader.function(actions=("sqs:SendMessage",))
    made = reader.world("lambda").create_event_source_mapping(
        FunctionName="f", EventSourceArn=source, StartingPosition="TRIM_HORIZON"
    )
    reader.mapping = made["UUID"]
    reader.put("a")
    reader.life.clock.run(100)
    assert reader.batches() == []
    assert reader.result().startswith("PROBLEM: ")
    reader.world("iam").attach_role_policy(RoleName="reader", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
    reader.life.clock.run(100)
    assert reader.batches() == [["a"]]


def test_a_mapping_whose_function_is_gone_has_a_problem_and_its_records_wait(reader):
    reader.read()
    reader.world("lambda").delete_function(FunctionName="f")
    reader.put("a")
    reader.life.clock.run(100)
    assert reader.result().startswith("PROBLEM: ")
    assert len(reader.life.mappings.waiting(reader.life.mappings.mappings[reader.mapping])) == 1


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"FilterCriteria": {"Filters": [{"Pattern": "{}"}]}}, "FilterCriteria"),
        ({"TumblingWindowInSeconds": 30}, "TumblingWindowInSeconds"),
    ],
)
def test_what_is_not_simulated_of_a_mapping_is_refused_by_name(reader, settings, named):
    with pytest.raises(UnsupportedError, match=named):
        reader.read(**settings)


def test_a_mapping_of_a_queue_is_not_simulated(reader):
    with pytest.raises(UnsupportedError, match=r"a:sqs|sqs:us-east-1"):
        reader.read(stream=reader.world.queue("source"))


def test_nothing_is_read_while_the_region_is_out(reader):
    reader.read()
    reader.put("a")
    reader.life.outages.lose(SOURCE)
    reader.life.clock.run(600)
    reader.life.outages.restore(SOURCE)
    reader.life.clock.run(10)
    ((names, when),) = ((told["names"], told["at"]) for told in reader.seen())
    assert names == ["a"]
    assert when >= AT + 600


def test_a_batch_may_come_twice_by_a_fault(reader):
    reader.life.mappings.repeat = 2
    reader.read(BatchSize=1)
    reader.put("a", "b", "c")
    reader.life.clock.run(10)
    assert reader.batches() == [["a"], ["a"], ["b"], ["b"], ["c"]]
