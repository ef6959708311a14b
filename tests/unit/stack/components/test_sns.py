"""Component 7, the topic of each region: who may publish to it, and that whoever may can also encrypt."""

from collections.abc import Callable

import pytest

from tests.place import ACCOUNT
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import accepts, key_of
from tests.unit.stack.resources import all_of
from tests.unit.stack.rules import arn, rules, targets
from tests.unit.stack.values import plain

PUBLISHERS = ["cloudwatch.amazonaws.com", "s3.amazonaws.com", "events.amazonaws.com"]
FOREIGN = "210987654321"


def topic(region: str) -> str:
    return f"arn:aws:sns:{region}:{ACCOUNT}:migration-events-verify"


def test_each_region_has_a_topic_of_one_name_encrypted_with_its_key(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        properties = plain(stack.resource("MigrationEventTopic").properties)
        assert properties["TopicName"] == "migration-events-verify"
        assert properties["KmsMasterKeyId"] == "${PlatformKey.Arn}"
        assert stack.resource("MigrationEventTopicPolicy").property("Topics") == [topic(stack.region)]


def test_every_alarm_of_the_stack_may_publish(pair: Callable[..., Pair]) -> None:
    """An alarm whose name does not fit the policy would stay silent."""
    for stack in pair(ReplicationMode="BIDIRECTIONAL"):
        policy = stack.resource("MigrationEventTopicPolicy").property("PolicyDocument")
        for alarm in all_of(stack, "AWS::CloudWatch::Alarm"):
            of = f"arn:aws:cloudwatch:{stack.region}:{ACCOUNT}:alarm:{alarm.property('AlarmName')}"
            context = {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": of}
            assert alarm.property("AlarmActions") == [topic(stack.region)]
            assert accepts(policy, "cloudwatch.amazonaws.com", "sns:Publish", topic(stack.region), context)


def test_the_bucket_may_publish(pair: Callable[..., Pair]) -> None:
    """S3 asks when the notification is configured, so the policy has to be there before the bucket."""
    for stack in pair():
        bucket = f"arn:aws:s3:::{stack.resource('TradingDataBucket').property('BucketName')}"
        policy = stack.resource("MigrationEventTopicPolicy").property("PolicyDocument")
        context = {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": bucket}
        assert accepts(policy, "s3.amazonaws.com", "sns:Publish", topic(stack.region), context)
        assert stack.depends_on("TradingDataBucket", "MigrationEventTopicPolicy", direct=True)


def test_every_rule_that_tells_people_may_publish(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        policy = stack.resource("MigrationEventTopicPolicy").property("PolicyDocument")
        told = [rule for rule in rules(stack) if targets(rule)[0]["Arn"] == topic(stack.region)]
        assert {"KeyStateRule", "BackupFailureRule"} <= {rule.logical_id for rule in told}
        for rule in told:
            assert accepts(
                policy, "events.amazonaws.com", "sns:Publish", topic(stack.region), {"aws:SourceArn": arn(rule)}
            )


@pytest.mark.parametrize(
    ("service", "source"),
    [
        ("cloudwatch.amazonaws.com", "arn:aws:cloudwatch:{}:{}:alarm:payroll-errors"),
        ("s3.amazonaws.com", "arn:aws:s3:::payroll"),
        ("events.amazonaws.com", "arn:aws:events:{}:{}:rule/payroll"),
        ("events.amazonaws.com", "arn:aws:events:{}:{}:rule/payroll-trading-verify-key-state"),
        ("events.amazonaws.com", "arn:aws:events:{}:{}:rule/payroll/trading-verify-notice"),
        ("events.amazonaws.com", "arn:aws:events:{}:{}:rule/trading-migration-verify/payroll"),
        ("backup.amazonaws.com", "arn:aws:backup:{}:{}:backup-vault:trading-vault-verify"),
    ],
)
def test_nothing_else_may_publish(service, source, pair: Callable[..., Pair]) -> None:
    for stack in pair():
        policy = stack.resource("MigrationEventTopicPolicy").property("PolicyDocument")
        context = {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": source.format(stack.region, ACCOUNT)}
        assert not accepts(policy, service, "sns:Publish", topic(stack.region), context)


@pytest.mark.parametrize(
    ("service", "source"),
    [
        ("cloudwatch.amazonaws.com", "arn:aws:cloudwatch:{}:{}:alarm:trading-verify-region-health"),
        ("s3.amazonaws.com", "arn:aws:s3:::trading-data-verify-123456789012-{}"),
        ("events.amazonaws.com", "arn:aws:events:{}:{}:rule/trading-verify-key-state"),
    ],
)
def test_no_service_publishes_for_another_account(service, source, pair: Callable[..., Pair]) -> None:
    for stack in pair():
        policy = stack.resource("MigrationEventTopicPolicy").property("PolicyDocument")
        for account, may in ((ACCOUNT, True), (FOREIGN, False)):
            context = {"aws:SourceAccount": account, "aws:SourceArn": source.format(stack.region, account)}
            assert accepts(policy, service, "sns:Publish", topic(stack.region), context) is may


@pytest.mark.parametrize("service", PUBLISHERS[:2])
def test_a_known_arn_does_not_stand_for_the_account(service, pair: Callable[..., Pair]) -> None:
    """ARNs of buckets have no account in them; where both are asked for, both have to be right."""
    arns = {
        "s3.amazonaws.com": "arn:aws:s3:::trading-data-verify-{1}-{0}",
        "cloudwatch.amazonaws.com": "arn:aws:cloudwatch:{0}:{1}:alarm:trading-verify-region-health",
    }
    for stack in pair():
        policy = stack.resource("MigrationEventTopicPolicy").property("PolicyDocument")
        known = arns[service].format(stack.region, ACCOUNT)
        for account, may in ((ACCOUNT, True), (FOREIGN, False)):
            context = {"aws:SourceAccount": account, "aws:SourceArn": known}
            assert accepts(policy, service, "sns:Publish", topic(stack.region), context) is may


def test_nobody_publishes_over_plain_http(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        policy = stack.resource("MigrationEventTopicPolicy").property("PolicyDocument")
        of = f"arn:aws:events:{stack.region}:{ACCOUNT}:rule/trading-verify-key-state"
        context = {"aws:SourceArn": of, "aws:SecureTransport": "false"}
        assert not accepts(policy, "events.amazonaws.com", "sns:Publish", topic(stack.region), context)


@pytest.mark.parametrize("service", PUBLISHERS)
@pytest.mark.parametrize("action", ["kms:Decrypt", "kms:GenerateDataKey"])
def test_whoever_publishes_may_use_the_topics_key(service, action, pair: Callable[..., Pair]) -> None:
    """A service that may publish but not encrypt fails without a word."""
    for stack in pair():
        policy = stack.resource("PlatformKey").property("KeyPolicy")
        key = key_of(stack.region)
        assert accepts(policy, service, action, key, {"aws:SourceAccount": ACCOUNT})


@pytest.mark.parametrize("service", PUBLISHERS[:2])
def test_no_service_uses_the_topics_key_for_another_account(service, pair: Callable[..., Pair]) -> None:
    for stack in pair():
        policy = stack.resource("PlatformKey").property("KeyPolicy")
        assert not accepts(policy, service, "kms:Decrypt", "key", {"aws:SourceAccount": FOREIGN})


def test_eventbridge_is_not_asked_for_what_it_does_not_send(pair: Callable[..., Pair]) -> None:
    """To KMS it sends no account when it delivers: asked for one, it would deliver nothing."""
    for stack in pair():
        assert accepts(
            stack.resource("PlatformKey").property("KeyPolicy"), "events.amazonaws.com", "kms:GenerateDataKey", "key"
        )


@pytest.mark.parametrize(("email", "expected"), [("", []), ("desk@example.com", [("email", "desk@example.com")])])
def test_people_are_subscribed_if_an_address_is_given(email, expected, pair: Callable[..., Pair]) -> None:
    for stack in pair(NotificationEmail=email):
        found = stack.of_type("AWS::SNS::Subscription")
        assert [(one.property("Protocol"), one.property("Endpoint")) for one in found] == expected
        assert {one.property("TopicArn") for one in found} <= {topic(stack.region)}
