"""Producers: they follow the name, keep what was not taken, and lose nothing themselves."""

import base64
import json

import pytest

from tapstack.simulate.drills.producers import PAUSE, RATE, Producers
from tests.unit.simulate.drills.conftest import SOURCE, TARGET


@pytest.fixture
def producers(life, platform, active):
    active(SOURCE)
    life.clock.run(1)
    return Producers(life, platform)


@pytest.fixture
def taken(life, platform):
    """The trades that a region's stream has taken, in order."""

    def of(region):
        arn = f"arn:aws:kinesis:{region}:{life.cloud.account_id}:stream/{platform.streams[region]}"
        records = life.sources.records[arn]
        return [json.loads(base64.b64decode(one.event["kinesis"]["data"]))["tradeId"] for one in records]

    return of


def test_trades_come_at_their_rate_into_the_active_regions_stream(life, producers, taken):
    producers.begin()
    life.clock.run(2 * PAUSE + 1)
    assert taken(SOURCE) == list(producers.trades) == [f"T{number:06}" for number in range(1, 3 * RATE + 1)]
    assert taken(TARGET) == []
    assert [trade.taken for trade in producers.trades.values()] == [trade.made for trade in producers.trades.values()]


def test_after_the_end_nothing_comes(life, producers):
    producers.begin()
    life.clock.run(1)
    producers.end()
    life.clock.run(10 * PAUSE)
    assert len(producers.trades) == RATE


def test_they_follow_the_name_when_its_ttl_is_over(life, producers, active, taken):
    producers.begin()
    life.clock.run(1)
    active(TARGET)
    life.clock.run(PAUSE)
    assert (producers.region, taken(TARGET)) == (SOURCE, [])
    life.clock.run(60)
    assert producers.region == TARGET
    assert len(taken(SOURCE)) + len(taken(TARGET)) == len(producers.trades)
    assert not set(taken(SOURCE)) & set(taken(TARGET))


def test_the_longest_wait_is_that_of_a_trade_that_was_taken(life, producers):
    assert producers.longest_wait == 0
    producers.write(1)
    life.clock.run(25)
    producers.send()
    producers.write(1)
    life.clock.run(90)
    assert (producers.longest_wait, len(producers.unsent)) == (25, 1)


def test_what_a_lost_region_does_not_take_waits_in_order(life, producers, taken):
    life.outages.lose(SOURCE)
    producers.begin()
    life.clock.run(3 * PAUSE + 1)
    assert [trade.id for trade in producers.unsent] == list(producers.trades)
    assert not any(trade.regions for trade in producers.trades.values())
    life.outages.restore(SOURCE)
    life.clock.run(PAUSE)
    assert producers.unsent == []
    assert taken(SOURCE) == list(producers.trades)


def test_what_waited_goes_to_the_region_that_is_active_then(life, producers, active, taken):
    life.outages.lose(SOURCE)
    producers.begin()
    life.clock.run(PAUSE + 1)
    active(TARGET)
    life.clock.run(70)
    assert taken(TARGET) == list(producers.trades)


def test_a_stream_that_refuses_is_told_once_and_loses_nothing(life, platform, producers):
    life.client("kinesis", SOURCE).delete_stream(StreamName=platform.streams[SOURCE])
    producers.begin()
    life.clock.run(5 * PAUSE + 1)
    assert [trade.id for trade in producers.unsent] == list(producers.trades)
    assert (
        sum(moment.text.startswith("refused") and "PutRecords" in moment.text for moment in life.timeline.moments) == 1
    )


def test_what_was_taken_last_is_sent_again_when_the_region_changes(life, platform, producers, active, taken):
    producers.resend = PAUSE / 2
    producers.begin()
    life.clock.run(PAUSE + 1)
    last = taken(SOURCE)[-RATE:]
    active(TARGET)
    life.outages.lose(SOURCE)
    life.clock.run(70)
    assert producers.resent == last
    assert taken(TARGET)[:RATE] == last


def test_without_looking_back_nothing_is_sent_twice(life, producers, active, taken):
    producers.begin()
    life.clock.run(PAUSE + 1)
    active(TARGET)
    life.clock.run(70)
    assert producers.resent == []
    assert sorted(taken(SOURCE) + taken(TARGET)) == sorted(producers.trades)


def test_objects_go_to_the_active_regions_bucket(life, platform, producers):
    producers.begin()
    life.clock.run(61)
    listed = life.client("s3", SOURCE).list_objects_v2(Bucket=platform.buckets[SOURCE])["Contents"]
    assert [one["Key"] for one in listed] == list(producers.objects.written)
    assert len(producers.objects.written) == 3


def test_changed_members_make_another_trade(life, producers, taken):
    (trade,) = producers.write(1, price=-1)
    producers.send()
    assert (trade.document["price"], taken(SOURCE), trade.regions) == (-1, [trade.id], [SOURCE])


def test_what_a_stream_takes_only_in_part_waits_for_the_rest(life, producers):
    refused = {"ErrorCode": "ProvisionedThroughputExceededException", "ErrorMessage": "slow down"}
    taken = {"SequenceNumber": "1", "ShardId": "shardId-000000000000"}
    answers = iter([[taken, refused, taken], [taken]])
    life.cloud.calls.answer("kinesis:PutRecords", lambda call: {"FailedRecordCount": 0, "Records": next(answers)})
    first, second, third = producers.write(3)
    producers.send()
    assert producers.unsent == [second]
    assert (first.regions, second.regions, third.regions) == ([SOURCE], [], [SOURCE])
    producers.send()
    assert (producers.unsent, second.regions) == ([], [SOURCE])
