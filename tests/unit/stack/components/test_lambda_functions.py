"""Component 4, the functions: each with its own role, log and key, each failure kept, all told who they are."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from tapstack.pytest_plugin import Resource, Stack, StackSet
from tests.place import ACCOUNT, EVERYTHING, SOURCE, TARGET
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import accepts, allows, trusts
from tests.unit.stack.resources import all_of, copies_of, custom
from tests.unit.stack.values import plain

BOTH, ONLY_SOURCE, ONLY_TARGET = {SOURCE, TARGET}, {SOURCE}, {TARGET}


class Designed(NamedTuple):
    name: str
    role: str
    source: str
    regions: set[str]


FUNCTIONS = {
    "AnalyticsFunction": Designed("analytics-processor-verify", "LambdaExecutionRole", "analytics.py", BOTH),
    "ControlFunction": Designed("trading-verify-control", "ControlRole", "control.py", BOTH),
    "HealthProbeFunction": Designed("trading-verify-probe", "ProbeRole", "probe.py", BOTH),
    "MirrorFunction": Designed("trading-verify-mirror", "MirrorRole", "mirror.py", ONLY_SOURCE),
    "CatchUpFunction": Designed("trading-verify-catch-up", "CatchUpRole", "catch_up.py", ONLY_SOURCE),
    "RestoreVerifierFunction": Designed("trading-verify-verifier", "VerifierRole", "verifier.py", ONLY_TARGET),
    "MigrationTasksFunction": Designed("trading-verify-tasks", "TasksRole", "tasks.py", ONLY_TARGET),
    "MigrationChecksFunction": Designed("trading-verify-checks", "ChecksRole", "checks.py", ONLY_TARGET),
    "ObjectComparisonFunction": Designed(
        "trading-verify-object-comparison", "ObjectComparisonRole", "object_comparison.py", ONLY_TARGET
    ),
    "TableComparisonFunction": Designed(
        "trading-verify-table-comparison", "TableComparisonRole", "table_comparison.py", ONLY_TARGET
    ),
    "ObjectTasksFunction": Designed("trading-verify-object-tasks", "ObjectTasksRole", "object_tasks.py", ONLY_TARGET),
    "TableTasksFunction": Designed("trading-verify-table-tasks", "TableTasksRole", "table_tasks.py", ONLY_TARGET),
}
# Seconds that Lambda may take, and those that whoever calls the function waits.
PATIENCE = {"ControlFunction": 300, "HealthProbeFunction": 60}


@pytest.fixture(params=FUNCTIONS)
def copies(request: pytest.FixtureRequest, pair: Callable[..., Pair]) -> list[tuple[Stack, Resource]]:
    """A function in each region that has it, with all options on."""
    return copies_of(request.param, pair(**EVERYTHING))


def role_of(stack: Stack, function: Resource) -> Resource:
    return stack.resource(FUNCTIONS[function.logical_id].role)


def group_of(stack: Stack, function: Resource) -> Resource:
    name = function.property("LoggingConfig.LogGroup")
    (group,) = [one for one in all_of(stack, "AWS::Logs::LogGroup") if one.property("LogGroupName") == name]
    return group


def test_these_are_all_functions(pair: Callable[..., Pair]) -> None:
    found = {function.logical_id for stack in pair(**EVERYTHING) for function in all_of(stack, "AWS::Lambda::Function")}
    assert found == set(FUNCTIONS)


def test_each_function_is_where_its_work_is(copies: list[tuple[Stack, Resource]]) -> None:
    assert {stack.region for stack, _ in copies} == FUNCTIONS[copies[0][1].logical_id].regions


def test_others_find_each_function_by_its_name(copies: list[tuple[Stack, Resource]]) -> None:
    for _, function in copies:
        assert function.property("FunctionName") == FUNCTIONS[function.logical_id].name


def test_each_function_says_where_its_source_is(copies: list[tuple[Stack, Resource]]) -> None:
    """``tapstack embed`` writes that file into the template; inline code is always in the file ``index``."""
    for _, function in copies:
        assert function.attribute("Metadata.tapstack.source") == f"functions/{FUNCTIONS[function.logical_id].source}"
        assert function.property("Handler") == "index.handler"
        assert function.has("Code.ZipFile")


def test_each_function_runs_on_a_python_that_lasts(copies: list[tuple[Stack, Resource]]) -> None:
    for _, function in copies:
        assert function.property("Runtime") in {"python3.13", "python3.14"}
        assert function.property("Architectures") == ["arm64"]


def test_no_function_has_the_seeds_three_seconds(copies: list[tuple[Stack, Resource]]) -> None:
    for _, function in copies:
        assert function.property("Timeout") >= 30
        assert function.property("MemorySize") >= 256


def test_a_function_ends_before_its_caller_gives_up(copies: list[tuple[Stack, Resource]]) -> None:
    """Custom resources have ServiceTimeout, the probe its minute, the others Lambda's 15 minutes."""
    for _, function in copies:
        assert function.property("Timeout") < PATIENCE.get(function.logical_id, 901)


def test_a_custom_resource_waits_longer_than_its_function_takes(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        limit = stack.resource("ControlFunction").property("Timeout")
        assert min(one.property("ServiceTimeout") for one in custom(stack)) > limit


def test_each_function_has_a_role_of_its_own(copies: list[tuple[Stack, Resource]]) -> None:
    for stack, function in copies:
        role = role_of(stack, function)
        assert function.property("Role") == f"arn:aws:iam::{ACCOUNT}:role/{role.property('RoleName')}"
    assert len({designed.role for designed in FUNCTIONS.values()}) == len(FUNCTIONS)


def test_lambda_alone_takes_that_role_for_this_account(copies: list[tuple[Stack, Resource]]) -> None:
    for stack, function in copies:
        role = role_of(stack, function)
        assert trusts(role, "lambda.amazonaws.com", {"aws:SourceAccount": ACCOUNT})
        assert not trusts(role, "lambda.amazonaws.com", {"aws:SourceAccount": "210987654321"})
        assert not trusts(role, "ec2.amazonaws.com", {"aws:SourceAccount": ACCOUNT})


def test_each_function_writes_its_own_log_and_no_other(copies: list[tuple[Stack, Resource]]) -> None:
    for stack, function in copies:
        role, name = role_of(stack, function), function.property("LoggingConfig.LogGroup")
        assert name == f"/aws/lambda/{function.property('FunctionName')}"
        groups = f"arn:aws:logs:{stack.region}:{ACCOUNT}:log-group"
        for action in ("logs:CreateLogStream", "logs:PutLogEvents"):
            assert allows(role, action, f"{groups}:{name}:log-stream:1")
            assert not allows(role, action, f"{groups}:/aws/lambda/other:log-stream:1")


def test_logs_are_json_encrypted_and_kept_as_long_as_asked(pair: Callable[..., Pair]) -> None:
    for stack in pair(**EVERYTHING, LogRetentionDays="400"):
        for function in all_of(stack, "AWS::Lambda::Function"):
            assert function.property("LoggingConfig.LogFormat") == "JSON"
            assert group_of(stack, function).property("RetentionInDays") == 400
            assert plain(group_of(stack, function).property("KmsKeyId")) == "${PlatformKey.Arn}"


def test_cloudwatch_logs_may_use_the_key_for_those_groups_only(copies: list[tuple[Stack, Resource]]) -> None:
    for stack, function in copies:
        groups = f"arn:aws:logs:{stack.region}:{ACCOUNT}:log-group"
        policy = stack.resource("PlatformKey").property("KeyPolicy")

        def encrypts(name: str, policy: Any = policy, groups: str = groups, region: str = stack.region) -> bool:
            context = {"kms:EncryptionContext:aws:logs:arn": f"{groups}:{name}"}
            return accepts(policy, f"logs.{region}.amazonaws.com", "kms:GenerateDataKey", "*", context)

        assert encrypts(function.property("LoggingConfig.LogGroup"))
        assert not encrypts("/aws/lambda/other")


def test_the_log_is_there_before_the_function_writes_it(copies: list[tuple[Stack, Resource]]) -> None:
    """Lambda would make one without retention and key."""
    for stack, function in copies:
        assert function.depends_on(group_of(stack, function), direct=True)


def test_a_log_goes_with_its_stack(copies: list[tuple[Stack, Resource]]) -> None:
    """One that stayed would be in the way of the next stack of that name."""
    for stack, function in copies:
        assert group_of(stack, function).attribute("DeletionPolicy") == "Delete"
        assert group_of(stack, function).attribute("UpdateReplacePolicy") == "Delete"


def test_each_function_is_traced(copies: list[tuple[Stack, Resource]]) -> None:
    for stack, function in copies:
        assert function.property("TracingConfig.Mode") == "Active"
        for action in ("xray:PutTraceSegments", "xray:PutTelemetryRecords"):
            assert allows(role_of(stack, function), action, "*")


def test_what_a_function_could_not_handle_is_kept(copies: list[tuple[Stack, Resource]]) -> None:
    for stack, function in copies:
        queues = {
            f"arn:aws:sqs:{stack.region}:{ACCOUNT}:{queue.property('QueueName')}"
            for queue in all_of(stack, "AWS::SQS::Queue")
        }
        kept = function.property("DeadLetterConfig.TargetArn")
        assert kept in queues
        assert allows(role_of(stack, function), "sqs:SendMessage", kept)


@pytest.mark.parametrize("action", ["kms:Decrypt", "kms:GenerateDataKey"])
def test_variables_are_encrypted_with_a_key_that_the_function_may_use(
    action: str, copies: list[tuple[Stack, Resource]]
) -> None:
    for stack, function in copies:
        assert plain(function.property("KmsKeyArn")) == "${PlatformKey.Arn}"
        assert allows(role_of(stack, function), action, "${PlatformKey.Arn}")


def test_each_function_knows_its_environment_and_both_regions(copies: list[tuple[Stack, Resource]]) -> None:
    for _, function in copies:
        told = function.property("Environment.Variables")
        assert (told["ENVIRONMENT"], told["SOURCE_REGION"], told["TARGET_REGION"]) == ("verify", SOURCE, TARGET)


def test_no_function_is_told_what_lambda_tells(copies: list[tuple[Stack, Resource]]) -> None:
    """Lambda refuses names of its own."""
    for _, function in copies:
        assert not [name for name in function.property("Environment.Variables") if name.startswith(("AWS_", "LAMBDA_"))]


def test_no_variable_is_empty_but_those_that_say_there_is_none(copies: list[tuple[Stack, Resource]]) -> None:
    for _, function in copies:
        told = function.property("Environment.Variables")
        assert {name for name, value in told.items() if plain(value) == ""} <= {"HISTORICAL_BUCKET", "HISTORICAL_TABLE"}


def test_only_the_analytics_function_is_in_the_network(copies: list[tuple[Stack, Resource]]) -> None:
    """The others call other regions or the URL that CloudFormation gives, which no endpoint reaches."""
    for _, function in copies:
        assert function.has("VpcConfig") is (function.logical_id == "AnalyticsFunction")


def test_the_boundary_is_on_each_role_if_asked_for(pair: Callable[..., Pair]) -> None:
    boundary = f"arn:aws:iam::{ACCOUNT}:policy/limit"
    for asked in ("", boundary):
        for stack in pair(**EVERYTHING, PermissionsBoundaryArn=asked):
            for function in all_of(stack, "AWS::Lambda::Function"):
                assert role_of(stack, function).property("PermissionsBoundary", "") == asked


def test_both_regions_run_the_same_function(tapstack_stackset: StackSet) -> None:
    """The same but for what names the region, or one of its own things."""
    source, target = (
        dict(tapstack_stackset[region].resource("AnalyticsFunction").properties) for region in (SOURCE, TARGET)
    )
    differing = {name for name in source if plain(source[name]) != plain(target[name])}
    assert differing == {"Role", "Environment", "DeadLetterConfig"}


def test_others_are_told_of_the_analytics_function(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        name = stack.resource("AnalyticsFunction").property("FunctionName")
        assert stack.output("AnalyticsFunctionArn") == f"arn:aws:lambda:{stack.region}:{ACCOUNT}:function:{name}"


@pytest.mark.parametrize(
    ("function", "rule", "permission"),
    [
        ("ControlFunction", "StackStatusRule", "StackStatusPermission"),
        ("HealthProbeFunction", "ProbeSchedule", "ProbePermission"),
        ("RestoreVerifierFunction", "RestoreRule", "RestorePermission"),
    ],
)
def test_only_its_rule_may_call_a_function(
    function: str, rule: str, permission: str, pair: Callable[..., Pair]
) -> None:
    for stack, caller in copies_of(function, pair()):
        name, given = caller.property("FunctionName"), stack.resource(permission)
        arn = f"arn:aws:lambda:{stack.region}:{ACCOUNT}:function:{name}"
        assert arn in [target["Arn"] for target in stack.resource(rule).property("Targets")]
        assert (given.property("FunctionName"), given.property("Action")) == (name, "lambda:InvokeFunction")
        assert given.property("Principal") == "events.amazonaws.com"
        ours = f"arn:aws:events:{stack.region}:{ACCOUNT}:rule/{stack.resource(rule).property('Name')}"
        assert given.property("SourceArn") == ours  # which has the account; SourceAccount shuts events out
        assert "SourceAccount" not in given.properties


def test_the_workflow_watches_the_function_by_its_name(source: Stack, target: Stack) -> None:
    told = target.resource("MigrationChecksFunction").property("Environment.Variables.ANALYTICS_FUNCTION")
    assert told == source.resource("AnalyticsFunction").property("FunctionName")
