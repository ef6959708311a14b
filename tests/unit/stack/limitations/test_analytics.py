"""Limitation 4, a placeholder function: it is fed by the stream, loses no record, and has all that it needs."""

from collections.abc import Callable

import pytest

from tapstack.pytest_plugin import Resource, Stack
from tests.place import ACCOUNT
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import Context, accepts, allows, key_of
from tests.unit.stack.values import plain

HOUR = 3600


@pytest.fixture
def feed(stack: Stack) -> Resource:
    return stack.resource("AnalyticsEventSource")


@pytest.fixture
def function(stack: Stack) -> Resource:
    return stack.resource("AnalyticsFunction")


def queue_arn(stack: Stack) -> str:
    return f"arn:aws:sqs:{stack.region}:{ACCOUNT}:{stack.resource('AnalyticsDlq').property('QueueName')}"


def stream_arn(stack: Stack) -> str:
    return f"arn:aws:kinesis:{stack.region}:{ACCOUNT}:stream/{stack.resource('MarketDataStream').property('Name')}"


def test_the_stream_of_each_region_feeds_its_function(feed: Resource, function: Resource, stack: Stack) -> None:
    assert feed.property("EventSourceArn") == stream_arn(stack)
    assert feed.property("FunctionName") == function.property("FunctionName")


def test_no_record_is_passed_over_at_the_start(feed: Resource) -> None:
    assert feed.property("StartingPosition") == "TRIM_HORIZON"


def test_a_batch_is_tried_again_from_the_first_record_that_failed(feed: Resource) -> None:
    assert feed.property("FunctionResponseTypes") == ["ReportBatchItemFailures"]
    assert feed.property("BisectBatchOnFunctionError") is True


def test_a_bad_batch_does_not_hold_its_shard_for_ever(feed: Resource) -> None:
    """The default of both is without end; a few attempts would be used up while AWS has a bad minute."""
    assert 100 <= feed.property("MaximumRetryAttempts") <= 10_000
    assert feed.property("MaximumRecordAgeInSeconds") >= HOUR


def test_records_are_given_up_before_the_stream_forgets_them(feed: Resource, stack: Stack) -> None:
    """Else they could not be read again from what the dead letter says of them."""
    kept = stack.resource("MarketDataStream").property("RetentionPeriodHours") * HOUR
    assert feed.property("MaximumRecordAgeInSeconds") < kept


def test_what_is_given_up_is_kept_in_the_queue(feed: Resource, function: Resource, stack: Stack) -> None:
    assert feed.property("DestinationConfig.OnFailure.Destination") == queue_arn(stack)
    assert function.property("DeadLetterConfig.TargetArn") == queue_arn(stack)
    assert allows(stack.resource("LambdaExecutionRole"), "sqs:SendMessage", queue_arn(stack))


def test_batches_fill_before_the_function_is_called(feed: Resource) -> None:
    """500 records in at most a second; one call a record would never keep up."""
    assert feed.property("BatchSize") >= 100
    assert 0 < feed.property("MaximumBatchingWindowInSeconds") <= 5


def test_there_are_as_many_workers_as_the_parameter_says(pair: Callable[..., Pair]) -> None:
    for stack in pair(ParallelizationFactor="4"):
        assert stack.resource("AnalyticsEventSource").property("ParallelizationFactor") == 4


def test_the_feed_starts_when_the_function_can_do_its_work(feed: Resource) -> None:
    """Lambda reads the stream at once with the function's role."""
    for needed in ("AnalyticsFunction", "LambdaExecutionRole", "MarketDataStream", "AnalyticsDlq", "AnalyticsLogGroup"):
        assert feed.depends_on(needed)


def test_the_function_is_told_of_its_table_queue_and_bucket(function: Resource, source: Stack, stack: Stack) -> None:
    told = function.property("Environment.Variables")
    queue = stack.resource("AnalyticsDlq").property("QueueName")
    assert told["TABLE_NAME"] == source.resource("TradingAnalyticsTable").property("TableName")
    assert told["DEAD_LETTER_QUEUE_URL"] == f"https://sqs.{stack.region}.amazonaws.com/{ACCOUNT}/{queue}"
    assert told["REJECTED_BUCKET"] == stack.resource("TradingDataBucket").property("BucketName")


@pytest.mark.parametrize("action", ["BatchGetItem", "BatchWriteItem", "PutItem"])
def test_the_function_may_write_what_it_is_told_of(action: str, function: Resource, stack: Stack) -> None:
    role, told = stack.resource("LambdaExecutionRole"), function.property("Environment.Variables")
    tables = f"arn:aws:dynamodb:{stack.region}:{ACCOUNT}:table"
    assert allows(role, f"dynamodb:{action}", f"{tables}/{told['TABLE_NAME']}")
    assert not allows(role, f"dynamodb:{action}", f"{tables}/other")


def test_the_function_keeps_large_refused_records_in_their_own_folder(function: Resource, stack: Stack) -> None:
    role, told = stack.resource("LambdaExecutionRole"), function.property("Environment.Variables.REJECTED_BUCKET")
    assert allows(role, "s3:PutObject", f"arn:aws:s3:::{told}/rejected/1")
    assert not allows(role, "s3:PutObject", f"arn:aws:s3:::{told}/trades/1")
    assert not allows(role, "s3:GetObject", f"arn:aws:s3:::{told}/rejected/1")


@pytest.mark.parametrize(
    "action", ["DescribeStream", "DescribeStreamSummary", "GetRecords", "GetShardIterator", "ListShards"]
)
def test_lambda_may_read_the_stream_with_the_functions_role(action: str, stack: Stack) -> None:
    role = stack.resource("LambdaExecutionRole")
    assert allows(role, f"kinesis:{action}", stream_arn(stack))
    assert not allows(role, f"kinesis:{action}", f"{stream_arn(stack)}-other")
    assert allows(role, "kinesis:ListStreams", "*")


@pytest.mark.parametrize("action", ["kms:Decrypt", "kms:GenerateDataKey"])
def test_the_role_may_use_the_key_of_stream_queue_table_and_bucket(action: str, stack: Stack) -> None:
    assert allows(stack.resource("LambdaExecutionRole"), action, "${PlatformKey.Arn}")
    assert not allows(stack.resource("LambdaExecutionRole"), action, "arn:aws:kms:us-east-1:123456789012:key/other")


@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("ec2:AssignPrivateIpAddresses", "arn:aws:ec2:{region}:{account}:network-interface/eni-1"),
        ("ec2:CreateNetworkInterface", "arn:aws:ec2:{region}:{account}:network-interface/*"),
        ("ec2:CreateNetworkInterface", "arn:aws:ec2:{region}:{account}:security-group/sg-1"),
        ("ec2:CreateNetworkInterface", "arn:aws:ec2:{region}:{account}:subnet/subnet-1"),
        ("ec2:DeleteNetworkInterface", "arn:aws:ec2:{region}:{account}:network-interface/eni-1"),
        ("ec2:DescribeNetworkInterfaces", "*"),
        ("ec2:DescribeSubnets", "*"),
        ("ec2:UnassignPrivateIpAddresses", "arn:aws:ec2:{region}:{account}:network-interface/eni-1"),
    ],
)
def test_lambda_may_attach_the_function_to_the_network(action: str, resource: str, stack: Stack) -> None:
    def attaches(region: str) -> bool:
        named = resource.format(region=region, account=ACCOUNT)
        return allows(stack.resource("LambdaExecutionRole"), action, named, {"aws:RequestedRegion": region})

    assert attaches(stack.region)
    assert not attaches("us-west-2")


def test_the_function_is_in_every_zone_of_the_private_network(function: Resource) -> None:
    subnets = ["${PrivateSubnet1}", "${PrivateSubnet2}", "${PrivateSubnet3}"]
    assert plain(function.property("VpcConfig.SubnetIds")) == subnets
    assert plain(function.property("VpcConfig.SecurityGroupIds")) == ["${LambdaSecurityGroup.GroupId}"]


@pytest.mark.parametrize(
    "needed",
    [
        "DynamoDBEndpoint",
        "S3Endpoint",
        "SqsEndpoint",
        "PrivateSubnet1Association",
        "PrivateSubnet2Association",
        "PrivateSubnet3Association",
    ],
)
def test_the_function_is_made_when_its_ways_out_are(needed: str, function: Resource) -> None:
    assert function.depends_on(needed, direct=True)


@pytest.mark.parametrize(
    ("endpoint", "action", "resource"),
    [
        ("DynamoDBEndpoint", "dynamodb:BatchGetItem", "arn:aws:dynamodb:{region}:{account}:table/{TABLE_NAME}"),
        ("DynamoDBEndpoint", "dynamodb:BatchWriteItem", "arn:aws:dynamodb:{region}:{account}:table/{TABLE_NAME}"),
        ("DynamoDBEndpoint", "dynamodb:PutItem", "arn:aws:dynamodb:{region}:{account}:table/{TABLE_NAME}"),
        ("S3Endpoint", "s3:PutObject", "arn:aws:s3:::{REJECTED_BUCKET}/rejected/1"),
        ("SqsEndpoint", "sqs:SendMessage", "{queue}"),
    ],
)
def test_what_the_function_does_passes_its_endpoints(
    endpoint: str, action: str, resource: str, function: Resource, stack: Stack
) -> None:
    told = function.property("Environment.Variables")
    named = resource.format(region=stack.region, account=ACCOUNT, queue=queue_arn(stack), **told)
    policy = stack.resource(endpoint).property("PolicyDocument")
    assert accepts(policy, f"arn:aws:iam::{ACCOUNT}:role/any", action, named, {"aws:PrincipalAccount": ACCOUNT})
    assert allows(stack.resource("LambdaExecutionRole"), action, named)


def test_concurrency_is_reserved_only_if_asked_for(pair: Callable[..., Pair]) -> None:
    """Reserving fails in accounts that have little left."""
    for stack in pair():
        assert not stack.resource("AnalyticsFunction").has("ReservedConcurrentExecutions")
    for stack in pair(ReservedConcurrency="96"):
        assert stack.resource("AnalyticsFunction").property("ReservedConcurrentExecutions") == 96


def test_dead_letters_wait_two_weeks_encrypted(stack: Stack) -> None:
    queue = stack.resource("AnalyticsDlq")
    assert queue.property("MessageRetentionPeriod") == 14 * 24 * HOUR
    assert plain(queue.property("KmsMasterKeyId")) == "${PlatformKey.Arn}"
    assert queue.attribute("DeletionPolicy") == "RetainExceptOnCreate"
    assert queue.attribute("UpdateReplacePolicy") == "Retain"


def test_dead_letters_come_from_our_account_by_tls(stack: Stack) -> None:
    policy = stack.resource("AnalyticsDlqPolicy")
    assert [url.rpartition("/")[2] for url in policy.property("Queues")] == [queue_arn(stack).rpartition(":")[2]]
    tls, plainly = {"aws:SecureTransport": "true"}, {"aws:SecureTransport": "false"}
    send = (policy.property("PolicyDocument"), f"arn:aws:iam::{ACCOUNT}:root", "sqs:SendMessage", queue_arn(stack))
    assert accepts(*send, tls)
    assert not accepts(*send, plainly)
    assert not accepts(
        policy.property("PolicyDocument"), "arn:aws:iam::210987654321:root", "sqs:SendMessage", queue_arn(stack), tls
    )


def test_the_stream_is_mirrored_from_the_source_if_asked_for(pair: Callable[..., Pair]) -> None:
    for asked in ("false", "true"):
        source, target = pair(MirrorEnabled=asked)
        for logical_id in ("MirrorFunction", "MirrorRole", "MirrorEventSource"):
            assert (logical_id in source) is (asked == "true")
            assert logical_id not in target


@pytest.fixture
def mirrored(pair: Callable[..., Pair]) -> Pair:
    return pair(MirrorEnabled="true")


def test_the_mirror_copies_the_sources_stream_into_the_targets(mirrored: Pair) -> None:
    source, target = mirrored
    feed, function = source.resource("MirrorEventSource"), source.resource("MirrorFunction")
    assert feed.property("EventSourceArn") == stream_arn(source)
    assert feed.property("FunctionName") == function.property("FunctionName")
    there = target.resource("MarketDataStream").property("Name")
    assert function.property("Environment.Variables.TARGET_STREAM") == there
    assert function.property("Environment.Variables.TARGET_REGION") == target.region


def test_the_mirror_writes_into_that_stream_only(mirrored: Pair) -> None:
    source, target = mirrored
    role = source.resource("MirrorRole")
    assert allows(role, "kinesis:PutRecords", stream_arn(target))
    assert not allows(role, "kinesis:PutRecords", stream_arn(source))
    key = key_of(target.region)
    ours: Context = {
        "kms:ResourceAliases": [target.resource("PlatformKeyAlias").property("AliasName")],
        "kms:ViaService": f"kinesis.{target.region}.amazonaws.com",
    }
    for action in ("kms:GenerateDataKey", "kms:Decrypt"):
        assert allows(role, action, key, ours)
        assert not allows(role, action, key, {**ours, "kms:ResourceAliases": ["alias/other"]})
        assert not allows(role, action, key, {**ours, "kms:ViaService": f"s3.{target.region}.amazonaws.com"})


@pytest.mark.parametrize(
    "action", ["DescribeStream", "DescribeStreamSummary", "GetRecords", "GetShardIterator", "ListShards"]
)
def test_the_mirror_reads_the_sources_stream_only(action: str, mirrored: Pair) -> None:
    source, target = mirrored
    role = source.resource("MirrorRole")
    assert allows(role, f"kinesis:{action}", stream_arn(source))
    assert not allows(role, f"kinesis:{action}", stream_arn(target))
    assert allows(role, "kinesis:ListStreams", "*")


def test_the_mirror_loses_nothing_either(mirrored: Pair) -> None:
    source, _ = mirrored
    feed = source.resource("MirrorEventSource")
    assert feed.property("StartingPosition") == "TRIM_HORIZON"
    assert feed.property("FunctionResponseTypes") == ["ReportBatchItemFailures"]
    assert feed.property("BisectBatchOnFunctionError") is True
    assert 100 <= feed.property("MaximumRetryAttempts") <= 10_000
    kept = source.resource("MarketDataStream").property("RetentionPeriodHours") * HOUR
    assert HOUR <= feed.property("MaximumRecordAgeInSeconds") < kept
    assert feed.property("DestinationConfig.OnFailure.Destination") == queue_arn(source)


def test_the_mirror_takes_records_by_the_batch(mirrored: Pair) -> None:
    """PutRecords takes 500 at most."""
    feed = mirrored[0].resource("MirrorEventSource")
    assert 100 <= feed.property("BatchSize") <= 500
    assert 0 < feed.property("MaximumBatchingWindowInSeconds") <= 5


def test_the_mirror_keeps_the_order_of_a_shard(mirrored: Pair) -> None:
    assert mirrored[0].resource("MirrorEventSource").property("ParallelizationFactor") == 1
