"""Limitation 5, a basic dashboard: both regions and every component on both, and an alarm behind what must not be."""

from collections.abc import Callable

import pytest

from tapstack.pytest_plugin import Resource, Stack, StackSet
from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import accepts, allows
from tests.unit.stack.metrics import Metric, made, of_alarm, shown, widgets
from tests.unit.stack.resources import all_of, copies_of
from tests.unit.stack.values import plain

BOTH = {SOURCE, TARGET}
# The dimensions that AWS, or our own code, publishes each metric with.
DIMENSIONS = {
    "AWS/Backup": {"BackupVaultName"},
    "AWS/DynamoDB": {"TableName"},
    "AWS/Events": {"RuleName"},
    "AWS/Kinesis": {"StreamName"},
    "AWS/Lambda": {"FunctionName"},
    "AWS/Logs": {"LogGroupName"},
    "AWS/SNS": {"TopicName"},
    "AWS/SQS": {"QueueName"},
    "AWS/States": {"StateMachineArn"},
    "Trading/Analytics": {"Environment"},
    "Trading/Health": {"Environment", "Region"},
}
REPLICATED = {"SourceBucket", "DestinationBucket", "RuleId"}
SPECIAL = {
    ("AWS/DynamoDB", "ReplicationLatency"): {"TableName", "ReceivingRegion"},
    ("AWS/DynamoDB", "SuccessfulRequestLatency"): {"TableName", "Operation"},
    ("AWS/S3", "BucketSizeBytes"): {"BucketName", "StorageType"},
    ("AWS/S3", "NumberOfObjects"): {"BucketName", "StorageType"},
    ("AWS/S3", "BytesPendingReplication"): REPLICATED,
    ("AWS/S3", "OperationsFailedReplication"): REPLICATED,
    ("AWS/S3", "OperationsPendingReplication"): REPLICATED,
    ("AWS/S3", "ReplicationLatency"): REPLICATED,
}


@pytest.fixture(params=["FORWARD", "BIDIRECTIONAL"])
def both_modes(request: pytest.FixtureRequest, pair: Callable[..., Pair]) -> Pair:
    return pair(ReplicationMode=request.param)


def alarms(pair: Pair) -> list[Resource]:
    return [alarm for stack in pair for alarm in all_of(stack, "AWS::CloudWatch::Alarm")]


def strangers(metric: Metric, pair: Pair) -> dict[str, str]:
    """The dimensions whose value is the name of nothing that the pair makes in that region."""
    known = made(pair, metric.region)
    return {name: value for name, value in metric.dimensions.items() if value not in known[name]}


def test_each_alarm_watches_what_the_pair_makes(both_modes: Pair) -> None:
    watched = [of_alarm(alarm) for alarm in alarms(both_modes)]
    assert len(watched) >= 20
    assert [(metric, lost) for metric in watched if (lost := strangers(metric, both_modes))] == []


def test_each_widget_shows_what_the_pair_makes(both_modes: Pair) -> None:
    for stack in both_modes:
        assert [(metric, lost) for metric in shown(stack) if (lost := strangers(metric, both_modes))] == []


def test_each_metric_has_the_dimensions_that_it_is_published_with(both_modes: Pair) -> None:
    """One too few, or too many, and there is no such metric: the seed's bucket size was never shown."""
    for metric in [*map(of_alarm, alarms(both_modes)), *(metric for stack in both_modes for metric in shown(stack))]:
        wanted = SPECIAL.get((metric.namespace, metric.name)) or DIMENSIONS[metric.namespace]
        assert set(metric.dimensions) == wanted, metric


SHOWN_OF_BOTH = [
    ("Trading/Health", "RegionHealthy"),
    ("AWS/Kinesis", "IncomingRecords"),
    ("AWS/Kinesis", "WriteProvisionedThroughputExceeded"),
    ("AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds"),
    ("AWS/Lambda", "IteratorAge"),
    ("AWS/Lambda", "Invocations"),
    ("AWS/Lambda", "Errors"),
    ("AWS/Lambda", "Throttles"),
    ("AWS/Lambda", "Duration"),
    ("AWS/Lambda", "ConcurrentExecutions"),
    ("Trading/Analytics", "Accepted"),
    ("Trading/Analytics", "Duplicates"),
    ("Trading/Analytics", "Rejected"),
    ("Trading/Analytics", "Late"),
    ("Trading/Analytics", "Failed"),
    ("AWS/DynamoDB", "ConsumedWriteCapacityUnits"),
    ("AWS/DynamoDB", "WriteThrottleEvents"),
    ("AWS/DynamoDB", "SuccessfulRequestLatency"),
    ("AWS/S3", "BucketSizeBytes"),
    ("AWS/S3", "NumberOfObjects"),
    ("AWS/Backup", "NumberOfBackupJobsCompleted"),
    ("AWS/Backup", "NumberOfBackupJobsFailed"),
    ("AWS/Backup", "NumberOfCopyJobsCompleted"),
    ("AWS/Backup", "NumberOfCopyJobsFailed"),
    ("AWS/Events", "FailedInvocations"),
    ("AWS/Logs", "IncomingLogEvents"),
    ("AWS/SNS", "NumberOfMessagesPublished"),
    ("AWS/SNS", "NumberOfNotificationsFailed"),
]


@pytest.mark.parametrize(("namespace", "name"), SHOWN_OF_BOTH)
def test_both_dashboards_show_both_regions(namespace: str, name: str, source: Stack, target: Stack) -> None:
    for stack in (source, target):
        found = [metric.region for metric in shown(stack) if (metric.namespace, metric.name) == (namespace, name)]
        assert set(found) == BOTH


def test_both_dashboards_show_both_queues_of_both_regions(source: Stack, target: Stack) -> None:
    wanted = {
        (stack.region, queue.property("QueueName"))
        for stack in (source, target)
        for queue in all_of(stack, "AWS::SQS::Queue")
    }
    assert len(wanted) == 4
    for stack in (source, target):
        queues = [metric for metric in shown(stack) if metric.namespace == "AWS/SQS"]
        assert {metric.name for metric in queues} == {"ApproximateNumberOfMessagesVisible"}
        assert {(metric.region, metric.dimensions["QueueName"]) for metric in queues} == wanted


@pytest.mark.parametrize(
    ("namespace", "name", "region"),
    [
        ("AWS/DynamoDB", "ReplicationLatency", SOURCE),
        ("AWS/S3", "ReplicationLatency", TARGET),
        ("AWS/S3", "BytesPendingReplication", TARGET),
        ("AWS/S3", "OperationsPendingReplication", TARGET),
        ("AWS/S3", "OperationsFailedReplication", SOURCE),
        ("AWS/States", "ExecutionsStarted", TARGET),
        ("AWS/States", "ExecutionsSucceeded", TARGET),
        ("AWS/States", "ExecutionsFailed", TARGET),
        ("AWS/States", "ExecutionsTimedOut", TARGET),
    ],
)
def test_both_dashboards_show_what_is_in_one_region_where_it_is(
    namespace: str, name: str, region: str, source: Stack, target: Stack
) -> None:
    """Lag of the table is kept where it is written, that of the bucket where it is read."""
    for stack in (source, target):
        found = [metric.region for metric in shown(stack) if (metric.namespace, metric.name) == (namespace, name)]
        assert region in found


def test_what_comes_once_a_day_is_shown_over_days(source: Stack, target: Stack) -> None:
    """S3 reports the size of a bucket once a day: the six hours of the others would mostly show nothing."""
    for stack in (source, target):
        daily = [widget for widget in widgets(stack) if widget["period"] == 86400]
        assert {widget["region"] for widget in daily} == BOTH
        assert {widget["start"] for widget in daily} == {"-P30D"}


@pytest.mark.parametrize(
    ("shape", "logical_ids", "function"),
    [
        (
            {"MirrorEnabled": "true"},
            ("MirrorIteratorAgeAlarm", "MirrorErrorsAlarm", "MirrorThrottlesAlarm"),
            "MirrorFunction",
        ),
        (
            {"HistoricalTableName": "trades"},
            ("CatchUpIteratorAgeAlarm", "CatchUpErrorsAlarm", "CatchUpThrottlesAlarm"),
            "CatchUpFunction",
        ),
    ],
)
def test_a_function_that_is_wanted_is_watched(shape, logical_ids, function, pair: Callable[..., Pair]) -> None:
    source, _ = pair(**shape)
    name = source.resource(function).property("FunctionName")
    for logical_id in logical_ids:
        assert of_alarm(source.resource(logical_id)).dimensions == {"FunctionName": name}


def test_both_ways_of_the_table_are_watched(source: Stack, target: Stack) -> None:
    """After the cutover the writes are in the target."""
    for here, there in ((source, target), (target, source)):
        dimensions = of_alarm(here.resource("TableReplicationLatencyAlarm")).dimensions
        assert dimensions["ReceivingRegion"] == there.region


def test_forward_replication_is_shown_from_the_source_to_the_target(source: Stack, target: Stack) -> None:
    ends = [stack.resource("TradingDataBucket").property("BucketName") for stack in (source, target)]
    rule = source.resource("TradingDataBucket").property("ReplicationConfiguration.Rules[0].Id")
    wanted = dict(zip(("SourceBucket", "DestinationBucket"), ends, strict=True)) | {"RuleId": rule}
    for stack in (source, target):
        assert wanted in [metric.dimensions for metric in shown(stack) if metric.name == "ReplicationLatency"]


ALARMS = [
    ("RegionHealthAlarm", BOTH, "Minimum of Trading/Health RegionHealthy < 1"),
    ("IteratorAgeAlarm", BOTH, "Maximum of AWS/Lambda IteratorAge > 60000"),
    ("FunctionErrorsAlarm", BOTH, "Sum of AWS/Lambda Errors > 0"),
    ("FunctionThrottlesAlarm", BOTH, "Sum of AWS/Lambda Throttles > 0"),
    ("DlqDepthAlarm", BOTH, "Maximum of AWS/SQS ApproximateNumberOfMessagesVisible > 0"),
    ("RuleDlqDepthAlarm", BOTH, "Maximum of AWS/SQS ApproximateNumberOfMessagesVisible > 0"),
    ("StreamWriteThrottleAlarm", BOTH, "Sum of AWS/Kinesis WriteProvisionedThroughputExceeded > 0"),
    ("TableThrottlesAlarm", BOTH, "Sum of AWS/DynamoDB WriteThrottleEvents > 0"),
    ("TableReplicationLatencyAlarm", BOTH, "Average of AWS/DynamoDB ReplicationLatency > 10000"),
    ("S3FailedReplicationAlarm", {SOURCE}, "Sum of AWS/S3 OperationsFailedReplication > 0"),
    ("S3ReplicationLatencyAlarm", {TARGET}, "Maximum of AWS/S3 ReplicationLatency > 900"),
    ("S3BytesPendingAlarm", {TARGET}, "Maximum of AWS/S3 BytesPendingReplication > 36000000000"),
    ("WorkflowFailedAlarm", {TARGET}, "Sum of AWS/States ExecutionsFailed > 0"),
    ("WorkflowTimedOutAlarm", {TARGET}, "Sum of AWS/States ExecutionsTimedOut > 0"),
]
SIGNS = {"GreaterThanThreshold": ">", "LessThanThreshold": "<"}


@pytest.mark.parametrize(("logical_id", "regions", "bad"), ALARMS)
def test_what_breaks_an_objective_raises_an_alarm(
    logical_id: str, regions: set[str], bad: str, source: Stack, target: Stack
) -> None:
    """Units are those of the metric: milliseconds, but seconds of the bucket's lag; 36 GB come in an hour."""
    holders = copies_of(logical_id, (source, target))
    assert {stack.region for stack, _ in holders} == regions
    for _, alarm in holders:
        sign = SIGNS[alarm.property("ComparisonOperator")]
        metric = f"{alarm.property('Statistic')} of {alarm.property('Namespace')} {alarm.property('MetricName')}"
        assert f"{metric} {sign} {alarm.property('Threshold')}" == bad


@pytest.mark.parametrize(("logical_id", "queue"), [("DlqDepthAlarm", "AnalyticsDlq"), ("RuleDlqDepthAlarm", "RuleDlq")])
def test_each_queue_of_dead_letters_has_its_alarm(logical_id: str, queue: str, source: Stack, target: Stack) -> None:
    for stack in (source, target):
        name = stack.resource(queue).property("QueueName")
        assert of_alarm(stack.resource(logical_id)).dimensions == {"QueueName": name}


@pytest.mark.parametrize("logical_id", ["IteratorAgeAlarm", "FunctionErrorsAlarm", "FunctionThrottlesAlarm"])
def test_the_analytics_function_is_the_one_that_is_watched(logical_id: str, source: Stack, target: Stack) -> None:
    for stack in (source, target):
        name = stack.resource("AnalyticsFunction").property("FunctionName")
        assert of_alarm(stack.resource(logical_id)).dimensions == {"FunctionName": name}


@pytest.mark.parametrize("metric", ["ReplicationLatency", "BytesPendingReplication", "OperationsFailedReplication"])
def test_each_way_of_replication_is_watched_where_its_metric_is(metric: str, pair: Callable[..., Pair]) -> None:
    """S3 publishes lag in the region of the destination; failures, we assume, in that of the source."""
    stacks = source, target = pair(ReplicationMode="BIDIRECTIONAL")
    bucket = {stack.region: stack.resource("TradingDataBucket").property("BucketName") for stack in stacks}
    watched = [of_alarm(alarm) for alarm in alarms(stacks) if alarm.property("MetricName") == metric]
    ways = [one for one in watched if one.namespace == "AWS/S3"]
    assert {(one.dimensions["SourceBucket"], one.dimensions["DestinationBucket"]) for one in ways} == {
        (bucket[source.region], bucket[target.region]),
        (bucket[target.region], bucket[source.region]),
    }
    end = "SourceBucket" if metric == "OperationsFailedReplication" else "DestinationBucket"
    assert all(one.dimensions[end] == bucket[one.region] for one in ways)


def test_a_region_that_says_nothing_is_taken_for_dead(source: Stack, target: Stack) -> None:
    for stack in (source, target):
        assert stack.resource("RegionHealthAlarm").property("TreatMissingData") == "breaching"


def test_other_alarms_are_quiet_while_nothing_happens(source: Stack, target: Stack) -> None:
    """Most metrics are published only when there is something to count."""
    others = [alarm for alarm in alarms((source, target)) if alarm.logical_id != "RegionHealthAlarm"]
    assert {alarm.property("TreatMissingData") for alarm in others} == {"notBreaching"}


def test_three_bad_minutes_make_a_region_dead(source: Stack, target: Stack) -> None:
    """Recovery takes these, a minute of TTL, and a minute to spread: less than six. Route 53 takes no M of N."""
    for stack in (source, target):
        alarm = stack.resource("RegionHealthAlarm")
        assert alarm.property("Period") * alarm.property("EvaluationPeriods") == 180
        assert alarm.property("Period") == 60
        assert not alarm.has("DatapointsToAlarm")
        assert not alarm.has("Metrics")


def test_the_probe_may_publish_what_the_alarm_watches_and_nothing_else(source: Stack, target: Stack) -> None:
    for stack in (source, target):
        namespace = stack.resource("RegionHealthAlarm").property("Namespace")
        publish = (stack.resource("ProbeRole"), "cloudwatch:PutMetricData", "*")
        here = {"cloudwatch:namespace": namespace, "aws:RequestedRegion": stack.region}
        assert allows(*publish, here)
        for other in ({"cloudwatch:namespace": "AWS/Lambda"}, {"aws:RequestedRegion": "eu-west-1"}):
            assert not allows(*publish, here | other)


def test_each_alarm_tells_the_topic_of_its_region_when_it_starts_and_ends(both_modes: Pair) -> None:
    for stack in both_modes:
        name = stack.resource("MigrationEventTopic").property("TopicName")
        topic = f"arn:aws:sns:{stack.region}:{ACCOUNT}:{name}"
        for alarm in all_of(stack, "AWS::CloudWatch::Alarm"):
            assert (alarm.property("AlarmActions"), alarm.property("OKActions")) == ([topic], [topic])
            assert alarm.property("ActionsEnabled", default=True) is True


def test_the_topic_takes_what_our_alarms_tell(both_modes: Pair) -> None:
    for stack in both_modes:
        policy = stack.resource("MigrationEventTopicPolicy").property("PolicyDocument")
        for alarm in all_of(stack, "AWS::CloudWatch::Alarm"):
            (topic,) = alarm.property("AlarmActions")
            arn = f"arn:aws:cloudwatch:{stack.region}:{ACCOUNT}:alarm:{alarm.property('AlarmName')}"
            ours = {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": arn}
            publish = (policy, "cloudwatch.amazonaws.com", "sns:Publish", topic)
            assert accepts(*publish, ours)
            assert not accepts(*publish, {**ours, "aws:SourceAccount": "210987654321"})
            assert not accepts(*publish, {**ours, "aws:SourceArn": arn.replace("trading-", "other-")})


@pytest.mark.parametrize("action", ["kms:Decrypt", "kms:GenerateDataKey"])
def test_alarms_may_use_the_key_of_the_topic(action: str, source: Stack, target: Stack) -> None:
    """With the key that AWS keeps for SNS, alarms could not publish."""
    for stack in (source, target):
        assert plain(stack.resource("MigrationEventTopic").property("KmsMasterKeyId")) == "${PlatformKey.Arn}"
        policy = stack.resource("PlatformKey").property("KeyPolicy")
        assert accepts(policy, "cloudwatch.amazonaws.com", action, "*", {"aws:SourceAccount": ACCOUNT})


def test_a_third_region_watches_no_replication(tapstack_stackset: StackSet) -> None:
    third = tapstack_stackset.stack("us-west-2")
    assert [
        alarm.logical_id for alarm in all_of(third, "AWS::CloudWatch::Alarm") if "Replication" in alarm.logical_id
    ] == []
