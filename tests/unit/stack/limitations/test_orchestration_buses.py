"""Limitation 7, no orchestration: a bus in each region, what it keeps, and what becomes of events that are not delivered."""

from collections.abc import Callable

import pytest

from tests.place import ACCOUNT
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import accepts, key_of
from tests.unit.stack.rules import BUS, EVENTS, arn, bus_arn, each_target
from tests.unit.stack.values import plain

# The buses and what they keep


def test_each_region_has_a_bus_and_both_are_found_by_one_name(pair: Callable[..., Pair]) -> None:
    assert [stack.resource("MigrationBus").property("Name") for stack in pair()] == [BUS, BUS]


def test_the_bus_is_encrypted_and_keeps_what_it_cannot_encrypt(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        bus = stack.resource("MigrationBus")
        assert plain(bus.property("KmsKeyIdentifier")) == "${PlatformKey.Arn}"
        assert bus.property("DeadLetterConfig.Arn") == f"arn:aws:sqs:{stack.region}:{ACCOUNT}:trading-events-dlq-verify"
        assert stack.depends_on("MigrationBus", "RuleDlqPolicy", direct=True)


def test_everything_on_the_bus_is_archived_as_long_as_logs_are_kept(pair: Callable[..., Pair]) -> None:
    for stack in pair(LogRetentionDays="90"):
        archive = stack.resource("MigrationArchive")
        assert archive.property("SourceArn") == bus_arn(stack.region)
        assert archive.property("RetentionDays") == 90
        assert plain(archive.property("KmsKeyIdentifier")) == "${PlatformKey.Arn}"
        assert not archive.has("EventPattern")


@pytest.mark.parametrize("action", ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "kms:ReEncryptFrom"])
def test_eventbridge_may_use_the_key_of_the_bus(action, pair: Callable[..., Pair]) -> None:
    for stack in pair():
        policy = stack.resource("PlatformKey").property("KeyPolicy")
        mine = {"kms:EncryptionContext:aws:events:event-bus:arn": bus_arn(stack.region)}
        assert accepts(policy, EVENTS, action, key_of(stack.region), mine)


def test_eventbridge_re_encrypts_nothing_but_the_bus(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        other = {"kms:EncryptionContext:aws:events:event-bus:arn": bus_arn(stack.region, "default")}
        policy = stack.resource("PlatformKey").property("KeyPolicy")
        assert not accepts(policy, EVENTS, "kms:ReEncryptFrom", key_of(stack.region), other)


def test_only_this_account_puts_events(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        policy = plain(stack.resource("MigrationBusPolicy").properties)
        assert policy["EventBusName"] == BUS
        document = {"Statement": [policy["Statement"]]}
        for account, may in ((ACCOUNT, True), ("210987654321", False)):
            root = f"arn:aws:iam::{account}:root"
            assert accepts(document, root, "events:PutEvents", bus_arn(stack.region)) is may


# What is not delivered


def test_an_event_that_is_not_delivered_is_kept(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        queue = f"arn:aws:sqs:{stack.region}:{ACCOUNT}:{stack.resource('RuleDlq').property('QueueName')}"
        policy = stack.resource("RuleDlqPolicy").property("PolicyDocument")
        for rule, target in each_target(stack):
            assert target["DeadLetterConfig"] == {"Arn": queue}
            assert accepts(policy, EVENTS, "sqs:SendMessage", queue, {"aws:SourceArn": arn(rule)})
        assert accepts(policy, EVENTS, "sqs:SendMessage", queue, {"aws:SourceArn": bus_arn(stack.region)})


@pytest.mark.parametrize(
    "stranger", ["rule/other", "rule/trading-migration-other/trading-other-forward", "event-bus/default"]
)
def test_the_queue_of_undelivered_events_takes_nothing_from_others(stranger, pair: Callable[..., Pair]) -> None:
    for stack in pair():
        queue = f"arn:aws:sqs:{stack.region}:{ACCOUNT}:trading-events-dlq-verify"
        policy = stack.resource("RuleDlqPolicy").property("PolicyDocument")
        context = {"aws:SourceArn": f"arn:aws:events:{stack.region}:{ACCOUNT}:{stranger}"}
        assert not accepts(policy, EVENTS, "sqs:SendMessage", queue, context)


def test_the_queue_of_undelivered_events_is_encrypted_and_kept_for_two_weeks(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        queue = stack.resource("RuleDlq")
        assert plain(queue.property("KmsMasterKeyId")) == "${PlatformKey.Arn}"
        assert queue.property("MessageRetentionPeriod") == 14 * 24 * 3600
        assert plain(stack.resource("RuleDlqPolicy").property("Queues")) == [
            f"https://sqs.{stack.region}.amazonaws.com/{ACCOUNT}/trading-events-dlq-verify"
        ]


def test_the_queue_of_undelivered_events_refuses_plain_http(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        name = stack.resource("RuleDlq").property("QueueName")
        queue = f"arn:aws:sqs:{stack.region}:{ACCOUNT}:{name}"
        context = {"aws:SourceArn": bus_arn(stack.region), "aws:SecureTransport": "false"}
        assert not accepts(
            stack.resource("RuleDlqPolicy").property("PolicyDocument"), EVENTS, "sqs:SendMessage", queue, context
        )


def test_what_was_not_delivered_within_the_hour_is_kept_instead(pair: Callable[..., Pair]) -> None:
    """An old request must not start a migration. The probe, of which a new one comes every minute, is not tried again."""
    for stack in pair():
        for rule, target in each_target(stack):
            retries = target["RetryPolicy"]
            assert 0 < retries["MaximumEventAgeInSeconds"] <= 3600, rule
            assert (retries["MaximumRetryAttempts"] > 0) is (rule.logical_id != "ProbeSchedule"), rule
