"""Global tables, by the DynamoDB Developer Guide, "How DynamoDB global tables work"."""

import io
import zipfile

import pytest

from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.tables.world import NAME, delete, make, make_global, prices, put, values
from tests.unit.simulate.behaviours.world import World

WAYS = pytest.mark.parametrize(("here", "there"), [(SOURCE, TARGET), (TARGET, SOURCE)])
SLOW_WRITER = """
import boto3, time
def handler(event, context):
    time.sleep(20)
    boto3.client("dynamodb").put_item(TableName="trades", Item={"id": {"S": "a"}, "price": {"N": "1"}})
"""


@WAYS
def test_a_write_reaches_the_other_region_within_a_second(life, here, there):
    make_global(life)
    put(life, here, 1)
    assert prices(life, there) == {}
    life.clock.run(1)
    assert prices(life, there) == prices(life, here) == {"a": 1}


@WAYS
def test_updates_and_deletions_reach_it_as_well(life, here, there):
    make_global(life)
    put(life, here, 1)
    put(life, here, 1, key="b")
    life.clock.run(5)
    life.client("dynamodb", here).update_item(
        TableName=NAME,
        Key={"id": {"S": "a"}},
        UpdateExpression="SET price = :p",
        ExpressionAttributeValues={":p": {"N": "2"}},
    )
    delete(life, here, "b")
    life.clock.run(5)
    assert prices(life, there) == {"a": 2}


def test_batches_and_transactions_reach_it_as_well(life):
    make_global(life)
    client = life.client("dynamodb", SOURCE)
    item = {"id": {"S": "batch"}, "price": {"N": "1"}}
    client.batch_write_item(RequestItems={NAME: [{"PutRequest": {"Item": item}}]})
    put_item = {"TableName": NAME, "Item": {"id": {"S": "transacted"}, "price": {"N": "2"}}}
    client.transact_write_items(TransactItems=[{"Put": put_item}])
    life.clock.run(5)
    assert prices(life, TARGET) == {"batch": 1, "transacted": 2}


def test_a_replicated_write_does_not_come_back_and_is_in_the_stream_of_each_region_once(life):
    make_global(life)
    put(life, SOURCE, 1)
    life.clock.run(60)
    streams = {arn.split(":")[3]: len(records) for arn, records in life.sources.records.items()}
    assert streams == {SOURCE: 1, TARGET: 1}
    assert life.tables.pending(SOURCE, TARGET) == life.tables.pending(TARGET, SOURCE) == []
    assert values(life, TARGET, "ReplicationLatency", TableName=NAME, ReceivingRegion=SOURCE) == []


def test_of_two_writes_the_last_one_wins_in_both_regions(life):
    make_global(life)
    life.tables.lag = 30
    put(life, SOURCE, 1)
    life.clock.run(5)
    put(life, TARGET, 2)
    life.clock.run(100)
    assert prices(life, SOURCE) == prices(life, TARGET) == {"a": 2}


def test_of_two_writes_of_the_same_moment_both_regions_keep_the_same(life):
    make_global(life)
    put(life, SOURCE, 1)
    put(life, TARGET, 2)
    life.clock.run(100)
    assert prices(life, SOURCE) == prices(life, TARGET)
    assert len(prices(life, SOURCE)) == 1


def test_an_earlier_write_does_not_bring_back_what_was_deleted_later(life):
    make_global(life)
    put(life, TARGET, 1)
    life.clock.run(5)
    life.tables.lag = 30
    put(life, SOURCE, 2)
    life.clock.run(5)
    delete(life, TARGET)
    life.clock.run(100)
    assert prices(life, SOURCE) == prices(life, TARGET) == {}


def test_a_later_write_outlives_an_earlier_deletion(life):
    make_global(life)
    put(life, SOURCE, 1)
    life.clock.run(5)
    life.tables.lag = 30
    delete(life, SOURCE)
    life.clock.run(5)
    put(life, TARGET, 2)
    life.clock.run(100)
    assert prices(life, SOURCE) == prices(life, TARGET) == {"a": 2}


def test_regions_agree_where_a_function_writes_at_the_end_of_its_time_and_another_in_between(life):
    make_global(life)
    world = World(life, SOURCE)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("index.py", SLOW_WRITER)
    arn = world("lambda").create_function(
        FunctionName="slow",
        Runtime="python3.12",
        Handler="index.handler",
        Timeout=60,
        Role=world.role("slow", "lambda.amazonaws.com", "dynamodb:*"),
        Code={"ZipFile": packed.getvalue()},
    )["FunctionArn"]
    life.begin(life.functions.call(arn, {}))
    life.clock.run(5)
    put(life, SOURCE, 2)
    life.clock.run(100)
    assert prices(life, SOURCE) == prices(life, TARGET) == {"a": 2}


@WAYS
def test_writes_wait_while_either_region_is_out_and_arrive_in_order_afterwards(life, here, there):
    make_global(life)
    for out in (here, there):
        put(life, here, 1)
        put(life, here, 2)
        life.outages.lose(out)
        life.clock.run(3600)
        assert len(life.tables.pending(here, there)) == 2
        life.outages.restore(out)
        life.clock.run(5)
        assert prices(life, there) == {"a": 2}
        delete(life, here)
        life.clock.run(5)


def test_what_was_written_during_an_outage_wins_over_what_was_on_its_way_before(life):
    make_global(life)
    put(life, SOURCE, 1)
    life.outages.lose(SOURCE)
    life.clock.run(600)
    put(life, TARGET, 2)
    life.clock.run(600)
    life.outages.restore(SOURCE)
    life.clock.run(10)
    assert prices(life, SOURCE) == prices(life, TARGET) == {"a": 2}


def test_a_way_that_is_stopped_keeps_writes_and_the_other_way_goes_on(life):
    make_global(life)
    life.tables.stopped.add((SOURCE, TARGET))
    put(life, SOURCE, 1)
    put(life, TARGET, 2, key="b")
    life.clock.run(60)
    assert prices(life, TARGET) == {"b": 2}
    assert prices(life, SOURCE) == {"a": 1, "b": 2}
    life.tables.stopped.clear()
    life.clock.run(5)
    assert prices(life, TARGET) == {"a": 1, "b": 2}


def test_a_table_without_replicas_stays_in_its_region(life):
    for region in (SOURCE, TARGET):
        make(life, region)
    put(life, SOURCE, 1)
    life.clock.run(60)
    assert prices(life, TARGET) == {}


def test_a_replica_that_takes_no_writes_gets_them_later(life):
    make_global(life)
    life.throttling.tables.add((TARGET, NAME))
    put(life, SOURCE, 1)
    life.clock.run(60)
    assert prices(life, TARGET) == {}
    life.throttling.tables.clear()
    life.clock.run(5)
    assert prices(life, TARGET) == {"a": 1}


def test_the_latency_is_measured_where_the_write_was_made(life):
    make_global(life)
    put(life, SOURCE, 1)
    life.clock.run(60)
    (took,) = values(life, SOURCE, "ReplicationLatency", TableName=NAME, ReceivingRegion=TARGET)
    assert took == pytest.approx(800)
    assert values(life, TARGET, "ReplicationLatency", TableName=NAME, ReceivingRegion=SOURCE) == []
    life.tables.lag = 90
    put(life, SOURCE, 2)
    life.clock.run(200)
    assert values(life, SOURCE, "ReplicationLatency", TableName=NAME, ReceivingRegion=TARGET)[-1] == pytest.approx(
        90_000
    )


def test_a_table_tells_of_its_replicas_in_other_regions(life):
    make_global(life)
    make(life, SOURCE, "alone")
    about = life.client("dynamodb", SOURCE).describe_table(TableName=NAME)["Table"]
    assert about["Replicas"] == [{"RegionName": TARGET, "ReplicaStatus": "ACTIVE"}]
    assert about["GlobalTableVersion"] == "2019.11.21"
    assert "Replicas" not in life.client("dynamodb", SOURCE).describe_table(TableName="alone")["Table"]


def test_a_global_table_whose_stream_has_no_new_images_is_not_simulated(life):
    make_global(life, view="KEYS_ONLY")
    with pytest.raises(UnsupportedError, match="new images"):
        put(life, SOURCE, 1)
