"""Streams, queues, log groups and keys, and what all stores have in common."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tapstack.deploy.stores import KINDS, Seen, Wishes, key, log_group, queue, stream
from tapstack.simulate.cloud import START

MISSING = {
    "AWS::Backup::BackupVault": "nowhere",
    "AWS::DynamoDB::GlobalTable": "nowhere",
    "AWS::DynamoDB::Table": "nowhere",
    "AWS::KMS::Key": "alias/nowhere",
    "AWS::Kinesis::Stream": "nowhere",
    "AWS::Logs::LogGroup": "/nowhere",
    "AWS::S3::Bucket": "nowhere-x",
    "AWS::SQS::Queue": "https://sqs.eu-central-1.amazonaws.com/123456789012/nowhere",
}


@pytest.mark.parametrize("resource_type", KINDS)
def test_what_is_not_there_is_none_and_its_removal_is_no_error(access, resource_type):
    kind, name = KINDS[resource_type], MISSING[resource_type]
    assert kind.look(access, name) is None
    assert kind.remove(access, name, Wishes()).status == "absent"


def test_keys_come_last():
    assert [name for name, kind in KINDS.items() if kind.is_key] == [list(KINDS)[-1]]


def test_a_stream_goes_with_its_consumers_and_is_waited_for(access):
    client = access.client("kinesis")
    client.create_stream(StreamName="s", ShardCount=2)
    arn = client.describe_stream_summary(StreamName="s")["StreamDescriptionSummary"]["StreamARN"]
    client.register_stream_consumer(StreamARN=arn, ConsumerName="reader")
    seen = stream.look(access, "s")
    assert seen.contents == "AWS does not tell how many records"
    assert seen.notes == ("2 shards keep records for 24 hours.",)
    assert stream.remove(access, "s", Wishes()).status == "deleted"
    assert client.list_streams()["StreamNames"] == []


def test_what_is_slow_is_under_way_where_nothing_is_waited_for(access, monkeypatch):
    access.client("kinesis").create_stream(StreamName="s", ShardCount=1)
    monkeypatch.setattr(access.client("kinesis"), "delete_stream", lambda **_: {})
    told = stream.remove(replace(access, patience=0), "s", Wishes())
    assert told.status == "under way" and access.pause.seconds == []
    stream.remove(replace(access, patience=3), "s", Wishes())
    assert access.pause.seconds == [5.0, 5.0, 5.0]


def test_a_queue_is_found_by_name_or_url_counts_all_messages_and_goes(access):
    client = access.client("sqs")
    url = client.create_queue(QueueName="q")["QueueUrl"]
    client.send_message(QueueUrl=url, MessageBody="waits")
    client.send_message(QueueUrl=url, MessageBody="later", DelaySeconds=60)
    assert queue.look(access, "q").count == 2
    assert queue.look(access, "q").name == url
    assert queue.remove(access, url, Wishes()).status == "deleted"
    assert "QueueUrls" not in client.list_queues()


def test_a_log_group_is_not_taken_for_another_that_begins_alike(access):
    client = access.client("logs")
    client.create_log_group(logGroupName="/trading/one-more")
    assert log_group.look(access, "/trading/one") is None
    client.create_log_group(logGroupName="/trading/one")
    assert log_group.remove(access, "/trading/one", Wishes()).status == "deleted"
    assert [one["logGroupName"] for one in client.describe_log_groups()["logGroups"]] == ["/trading/one-more"]


def test_a_key_is_scheduled_with_the_window_asked_for_and_keeps_its_day(access):
    client = access.client("kms")
    key_id = client.create_key()["KeyMetadata"]["KeyId"]
    told = key.remove(access, key_id, Wishes(key_window=7))
    assert told.status == "scheduled" and told.until - START == timedelta(days=7)
    assert f"cancel-key-deletion --region eu-central-1 --key-id {key_id}" in told.why
    again = key.remove(access, key_id, Wishes(key_window=30))
    assert (again.status, again.until) == ("scheduled", told.until)


def test_a_key_is_found_by_alias(access):
    client = access.client("kms")
    key_id = client.create_key()["KeyMetadata"]["KeyId"]
    client.create_alias(AliasName="alias/trading-x", TargetKeyId=key_id)
    assert key.look(access, "alias/trading-x").name == key_id


@pytest.mark.parametrize(
    ("count", "size", "at_least", "said"),
    [
        (0, 0, False, "0 objects, 0 B"),
        (1, 999, False, "1 object, 999 B"),
        (1000, 1_500_000, True, "at least 1000 objects, 1.5 MB"),
        (2, None, False, "2 objects"),
        (None, None, False, "AWS does not tell how many objects"),
    ],
)
def test_contents_are_told_in_words(count, size, at_least, said):
    assert Seen("n", "arn", "r", count=count, size=size, at_least=at_least).contents == said
