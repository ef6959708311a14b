"""Component 8, the roles: their names, sizes, and what every function's role needs to run at all."""

import json
from collections.abc import Callable

import pytest

from tapstack.pytest_plugin import Resource, Stack
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import allows
from tests.unit.stack.rules import ACCOUNT
from tests.unit.stack.values import plain

EVERYTHING = {
    "HistoricalBucketName": "o" * 63,
    "HistoricalTableName": "t" * 255,
    "HistoricalKeyArn": f"arn:aws:kms:us-east-1:{ACCOUNT}:key/00000000-0000-0000-0000-000000000000",
    "MirrorEnabled": "true",
    "ObjectLockRetentionDays": "30",
    "ReplicationMode": "BIDIRECTIONAL",
    "EnvironmentSuffix": "e" * 20,
}
BOTH = {"LambdaExecutionRole", "ControlRole", "ProbeRole", "EventsRole", "BackupRole", "FlowLogRole"}


def functions(stack: Stack) -> list[tuple[Resource, Resource]]:
    """Each function with its role."""
    by_arn = {
        f"arn:aws:iam::{ACCOUNT}:role/{role.property('RoleName')}": role for role in stack.of_type("AWS::IAM::Role")
    }
    return [(function, by_arn[function.property("Role")]) for function in stack.of_type("AWS::Lambda::Function")]


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
    source, target = ({role.logical_id for role in stack.of_type("AWS::IAM::Role")} for stack in pair(**parameters))
    workflow = {"TasksRole", "ObjectTasksRole", "TableTasksRole", "StateMachineRole", "VerifierRole"}
    assert source == BOTH | {"BatchReplicationRole"} | source_only
    assert target == BOTH | workflow | target_only


def test_names_of_roles_have_the_region_because_iam_is_global(pair: Callable[..., Pair]) -> None:
    """IAM takes one role of a name in an account, whatever its case."""
    stacks = pair(**EVERYTHING)
    names = [role.property("RoleName").lower() for stack in stacks for role in stack.of_type("AWS::IAM::Role")]
    assert len(names) == len(set(names))
    for stack in stacks:
        assert all(
            role.property("RoleName").startswith(f"trading-{'e' * 20}-{stack.region}-")
            for role in stack.of_type("AWS::IAM::Role")
        )


def test_names_of_roles_fit_with_the_longest_suffix(pair: Callable[..., Pair]) -> None:
    for stack in pair(**EVERYTHING):
        assert max(len(role.property("RoleName")) for role in stack.of_type("AWS::IAM::Role")) <= 64


def test_each_role_has_one_policy_named_as_the_role(pair: Callable[..., Pair]) -> None:
    for stack in pair(**EVERYTHING):
        for role in stack.of_type("AWS::IAM::Role"):
            (policy,) = role.property("Policies")
            assert role.property("RoleName") == f"trading-{'e' * 20}-{stack.region}-{policy['PolicyName']}"


def test_policies_fit_into_a_role_with_the_longest_names(pair: Callable[..., Pair]) -> None:
    """Inline policies of a role: 10,240 characters without white space; a trust policy: 2,048 (IAM quotas)."""
    for stack in pair(**EVERYTHING):
        for role in stack.of_type("AWS::IAM::Role"):
            sizes = [
                len(json.dumps(plain(role.property(part)), separators=(",", ":")))
                for part in ("Policies", "AssumeRolePolicyDocument")
            ]
            assert sizes[0] < 9_000 and sizes[1] < 2_048, role


def test_each_function_writes_its_own_log_and_no_other(pair: Callable[..., Pair]) -> None:
    """Nobody creates a group: the stack does, encrypted, and with an end."""
    for stack, function, role in every(pair(**EVERYTHING)):
        group = f"arn:aws:logs:{stack.region}:{ACCOUNT}:log-group:{function.property('LoggingConfig.LogGroup')}"
        assert group.endswith(f":/aws/lambda/{function.property('FunctionName')}")
        for action in ("logs:CreateLogStream", "logs:PutLogEvents"):
            assert allows(role, action, f"{group}:log-stream:1")
            assert not allows(role, action, f"{group}-other:log-stream:1")
        assert not allows(role, "logs:CreateLogGroup", group)


def test_each_function_may_keep_what_it_cannot_do(pair: Callable[..., Pair]) -> None:
    for _, function, role in every(pair(**EVERYTHING)):
        assert allows(role, "sqs:SendMessage", function.property("DeadLetterConfig.TargetArn")), function


def test_each_function_may_send_its_traces(pair: Callable[..., Pair]) -> None:
    for _, function, role in every(pair(**EVERYTHING)):
        assert function.property("TracingConfig.Mode") == "Active"
        assert all(allows(role, f"xray:{action}", "*") for action in ("PutTraceSegments", "PutTelemetryRecords"))


def test_each_function_may_read_its_own_environment(pair: Callable[..., Pair]) -> None:
    for _, function, role in every(pair(**EVERYTHING)):
        assert allows(role, "kms:Decrypt", plain(function.property("KmsKeyArn")))


def test_only_the_function_in_the_network_may_attach_to_it(pair: Callable[..., Pair]) -> None:
    for stack, function, role in every(pair(**EVERYTHING)):
        for action in ("ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces"):
            assert allows(role, action, "*", {"aws:RequestedRegion": stack.region}) is function.has("VpcConfig")


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
