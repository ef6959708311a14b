"""Limitation 7, no orchestration: buses, rules, and the state machine in the target region, where it outlives the source.

An event reaches people or the workflow, or is kept. What the machine's definition does is tested elsewhere.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tapstack.pytest_plugin import Resource, Stack
from tests.place import ACCOUNT, SOURCE, TARGET
from tests.unit.iam.evaluation import many
from tests.unit.stack.conftest import Pair
from tests.unit.stack.iam import accepts, allows, statements, trusts
from tests.unit.stack.rules import arn, hears, may_invoke, rules, targets
from tests.unit.stack.values import plain

EVENTS = "events.amazonaws.com"
BUS = "trading-migration-verify"
MACHINE = f"arn:aws:states:{TARGET}:{ACCOUNT}:stateMachine:trading-migration-verify"
OURS = {"source": "trading.migration", "region": SOURCE, "detail-type": "MigrationRequested", "detail": {}}


def bus_arn(region: str, name: str = BUS) -> str:
    return f"arn:aws:events:{region}:{ACCOUNT}:event-bus/{name}"


def key_of(region: str) -> str:
    return f"arn:aws:kms:{region}:{ACCOUNT}:key/1"


def each_target(stack: Stack) -> Iterator[tuple[Resource, dict[str, Any]]]:
    return ((rule, target) for rule in rules(stack) for target in targets(rule))


def tasks(states: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The Task states, also those inside Parallel and Map states."""
    for state in states.values():
        if state["Type"] == "Task":
            yield state
        for inner in [*state.get("Branches", []), state.get("ItemProcessor", {}), state.get("Iterator", {})]:
            yield from tasks(inner.get("States", {}))


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


# Every rule


def test_every_rule_is_on_and_has_one_target(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        assert {rule.property("State") for rule in rules(stack)} == {"ENABLED"}
        assert {len(targets(rule)) for rule in rules(stack)} == {1}


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


def test_every_rule_may_reach_its_target(pair: Callable[..., Pair]) -> None:
    """Functions by a permission, the topic by its policy, buses and state machines by a role."""
    functions = {"control": "ControlFunction", "probe": "HealthProbeFunction", "verifier": "RestoreVerifierFunction"}
    unreached = []
    for stack in pair():
        topic = stack.resource("MigrationEventTopicPolicy").property("PolicyDocument")
        for rule, target in each_target(stack):
            service = target["Arn"].split(":")[2]
            if service == "lambda":
                reached = may_invoke(stack, rule, functions[target["Arn"].rpartition("-")[2]])
            elif service == "sns":
                reached = accepts(topic, EVENTS, "sns:Publish", target["Arn"], {"aws:SourceArn": arn(rule)})
            else:
                context = {"aws:SourceArn": arn(rule), "aws:SourceAccount": ACCOUNT}
                action = {"events": "events:PutEvents", "states": "states:StartExecution"}[service]
                role = stack.resource("EventsRole")
                reached = target["RoleArn"].endswith(f":role/{role.property('RoleName')}")
                reached = reached and trusts(role, EVENTS, context) and allows(role, action, target["Arn"])
            if not reached:
                unreached.append((stack.region, rule.logical_id))
    assert unreached == []


def test_what_was_not_delivered_within_the_hour_is_kept_instead(pair: Callable[..., Pair]) -> None:
    """An old request must not start a migration. The probe, of which a new one comes every minute, is not tried again."""
    for stack in pair():
        for rule, target in each_target(stack):
            retries = target["RetryPolicy"]
            assert 0 < retries["MaximumEventAgeInSeconds"] <= 3600, rule
            assert (retries["MaximumRetryAttempts"] > 0) is (rule.logical_id != "ProbeSchedule"), rule


def test_functions_are_called_by_rules_of_their_stack_only(pair: Callable[..., Pair]) -> None:
    for stack in pair():
        given = [one.property("SourceArn") for one in stack.of_type("AWS::Lambda::Permission")]
        calling = [arn(rule) for rule, target in each_target(stack) if ":lambda:" in target["Arn"]]
        assert sorted(given) == sorted(calling)


def test_where_each_rule_stands(pair: Callable[..., Pair]) -> None:
    both = {"StackStatusRule", "ProbeSchedule", "KeyStateRule", "BackupFailureRule"}
    source, target = ({rule.logical_id for rule in rules(stack)} for stack in pair())
    assert source == both | {"ForwardToPeerRule"}
    assert target == both | {"MigrationNoticeRule", "MigrationStartRule", "RestoreRule"}


# From the source's bus to the target's


def test_events_are_forwarded_to_the_bus_that_the_target_makes(source, target) -> None:
    (to,) = targets(source.resource("ForwardToPeerRule"))
    assert to["Arn"] == bus_arn(TARGET, target.resource("MigrationBus").property("Name"))
    assert source.resource("ForwardToPeerRule").property("EventBusName") == source.resource("MigrationBus").property(
        "Name"
    )
    assert source.depends_on("ForwardToPeerRule", "PeerContract")


@pytest.mark.parametrize(
    ("event", "forwarded"), [(OURS, True), (OURS | {"region": TARGET}, False), (OURS | {"source": "aws.s3"}, False)]
)
def test_only_events_of_the_migration_that_began_here_are_forwarded(event, forwarded, source) -> None:
    assert hears(source.resource("ForwardToPeerRule"), event) is forwarded


def test_no_event_goes_round(target) -> None:
    assert [to["Arn"] for _, to in each_target(target) if ":event-bus/" in to["Arn"]] == []


@pytest.mark.parametrize(
    ("region", "action", "resource"),
    [
        (SOURCE, "states:StartExecution", MACHINE.replace(TARGET, SOURCE)),
        (SOURCE, "kms:Decrypt", "${PlatformKey.Arn}"),
        (TARGET, "events:PutEvents", bus_arn(TARGET)),
        (TARGET, "events:PutEvents", bus_arn(SOURCE)),
        (SOURCE, "events:PutEvents", bus_arn(SOURCE)),
    ],
)
def test_the_role_of_the_rules_does_only_what_the_regions_rules_do(
    region, action, resource, pair: Callable[..., Pair]
) -> None:
    (stack,) = (one for one in pair() if one.region == region)
    assert not allows(stack.resource("EventsRole"), action, resource)


def test_no_rule_of_another_account_or_deployment_gets_the_role(source) -> None:
    role, rule = source.resource("EventsRole"), arn(source.resource("ForwardToPeerRule"))
    assert trusts(role, EVENTS, {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": rule})
    assert not trusts(role, EVENTS, {"aws:SourceAccount": "210987654321", "aws:SourceArn": rule})
    assert not trusts(role, EVENTS, {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": rule.replace("verify", "other")})


# Rules that tell people


def test_people_hear_everything_that_the_migration_says(target) -> None:
    rule = target.resource("MigrationNoticeRule")
    assert rule.property("EventBusName") == BUS
    assert [to["Arn"] for to in targets(rule)] == [f"arn:aws:sns:{TARGET}:{ACCOUNT}:migration-events-verify"]
    assert hears(rule, OURS) and hears(rule, OURS | {"detail-type": "anything", "region": TARGET})
    assert not hears(rule, OURS | {"source": "aws.backup"})


@pytest.mark.parametrize(
    ("kind", "detail", "heard"),
    [
        ("Backup Job State Change", {"state": "FAILED"}, True),
        ("Backup Job State Change", {"state": "EXPIRED"}, True),
        ("Backup Job State Change", {"state": "COMPLETED"}, False),
        ("Copy Job State Change", {"state": "FAILED"}, True),
        ("Copy Job State Change", {"state": "COMPLETED"}, False),
        ("Restore Job State Change", {"status": "ABORTED"}, True),
        ("Restore Job State Change", {"status": "COMPLETED"}, False),
        ("Recovery Point State Change", {"status": "FAILED"}, False),
    ],
)
def test_people_hear_of_a_backup_that_did_not_end_well(kind, detail, heard, pair: Callable[..., Pair]) -> None:
    for stack in pair():
        rule = stack.resource("BackupFailureRule")
        assert hears(rule, {"source": "aws.backup", "detail-type": kind, "detail": detail}) is heard
        assert [to["Arn"] for to in targets(rule)] == [f"arn:aws:sns:{stack.region}:{ACCOUNT}:migration-events-verify"]


@pytest.mark.parametrize(
    ("name", "key", "heard"),
    [
        ("DisableKey", "${PlatformKey.Arn}", True),
        ("ScheduleKeyDeletion", "${PlatformKey.Arn}", True),
        ("DisableKey", "another", False),
        ("EnableKey", "${PlatformKey.Arn}", False),
    ],
)
def test_people_hear_of_whoever_takes_the_key_away(name, key, heard, pair: Callable[..., Pair]) -> None:
    detail = {"eventName": name, "resources": [{"ARN": key}]}
    event = {"source": "aws.kms", "detail-type": "AWS API Call via CloudTrail", "detail": detail}
    for stack in pair():
        rule = stack.resource("KeyStateRule")
        assert hears(rule, event) is heard
        for other in ({"source": "aws.s3"}, {"detail-type": "AWS Console Sign In via CloudTrail"}):
            assert not hears(rule, event | other)


# The workflow


@pytest.mark.parametrize(
    ("change", "heard"),
    [({}, True), ({"region": TARGET}, True), ({"detail-type": "Progress"}, False), ({"source": "other"}, False)],
)
def test_a_request_in_either_region_starts_the_workflow(change, heard, target) -> None:
    """A forwarded event keeps the region where it began."""
    rule = target.resource("MigrationStartRule")
    assert hears(rule, OURS | change) is heard
    assert rule.property("EventBusName") == BUS
    assert [(to["Arn"], to["InputPath"]) for to in targets(rule)] == [(MACHINE, "$.detail")]


def test_the_workflow_runs_only_where_it_outlives_the_source(source, target) -> None:
    workflow = {"MigrationStateMachine", "StateMachineLogGroup", "StateMachineRole", "MigrationStartRule"}
    names = ("Tasks", "Checks", "ObjectTasks", "ObjectComparison", "TableTasks", "TableComparison")
    workflow |= {f"{name}{what}" for name in names for what in ("LogGroup", "Role")}
    assert workflow <= set(target.resources) and workflow.isdisjoint(source.resources)
    machine = target.resource("MigrationStateMachine")
    assert f"arn:aws:states:{TARGET}:{ACCOUNT}:stateMachine:{machine.property('StateMachineName')}" == MACHINE
    assert machine.property("StateMachineType") == "STANDARD"
    assert machine.property("RoleArn") == role_arn(target, "StateMachineRole")


def test_every_step_of_the_workflow_is_logged(target) -> None:
    group = target.resource("StateMachineLogGroup").property("LogGroupName")
    logging = target.resource("MigrationStateMachine").property("LoggingConfiguration")
    (destination,) = logging["Destinations"]
    assert (logging["Level"], logging["IncludeExecutionData"]) == ("ALL", True)
    assert (
        destination["CloudWatchLogsLogGroup"]["LogGroupArn"] == f"arn:aws:logs:{TARGET}:{ACCOUNT}:log-group:{group}:*"
    )
    # Of names that begin so, Step Functions does not fill the account's one resource policy of CloudWatch Logs.
    assert group.startswith("/aws/vendedlogs/")


def test_the_workflow_and_its_log_are_encrypted(target) -> None:
    encryption = plain(target.resource("MigrationStateMachine").property("EncryptionConfiguration"))
    assert (encryption["Type"], encryption["KmsKeyId"]) == ("CUSTOMER_MANAGED_KMS_KEY", "${PlatformKey.Arn}")
    assert plain(target.resource("StateMachineLogGroup").property("KmsKeyId")) == "${PlatformKey.Arn}"
    policy, mine = target.resource("PlatformKey").property("KeyPolicy"), {"aws:SourceAccount": ACCOUNT}
    for action in ("kms:Decrypt", "kms:GenerateDataKey"):
        assert accepts(policy, "delivery.logs.amazonaws.com", action, key_of(TARGET), mine)
        assert not accepts(
            policy, "delivery.logs.amazonaws.com", action, key_of(TARGET), {"aws:SourceAccount": "210987654321"}
        )


def test_the_workflow_is_traced(target) -> None:
    assert target.resource("MigrationStateMachine").property("TracingConfiguration.Enabled") is True
    assert allows(target.resource("StateMachineRole"), "xray:PutTraceSegments", "*")


def test_the_workflow_calls_exactly_the_functions_that_its_role_may(target) -> None:
    called = {
        plain(task)["Parameters"]["FunctionName"]
        for task in tasks(target.resource("MigrationStateMachine").property("Definition.States"))
    }
    may = [
        one for one in statements(target.resource("StateMachineRole")) if "lambda:InvokeFunction" in many(one["Action"])
    ]
    assert called == {resource for one in may for resource in many(one["Resource"])}
    made = {
        f"arn:aws:lambda:{TARGET}:{ACCOUNT}:function:{one.property('FunctionName')}"
        for one in target.of_type("AWS::Lambda::Function")
    }
    assert called and called <= made


@pytest.mark.parametrize(
    "action", ["logs:CreateLogDelivery", "logs:PutResourcePolicy", "logs:DescribeLogGroups", "logs:UpdateLogDelivery"]
)
def test_the_workflow_may_have_its_log_delivered(action, target) -> None:
    assert allows(target.resource("StateMachineRole"), action, "*")


@pytest.mark.parametrize("role", ["StateMachineRole", "EventsRole", "TasksRole"])
def test_who_starts_runs_and_feeds_the_workflow_may_use_its_key(role, target) -> None:
    for action in ("kms:Decrypt", "kms:GenerateDataKey"):
        assert allows(target.resource(role), action, "${PlatformKey.Arn}")


def test_no_other_state_machine_gets_the_role(target) -> None:
    role, states = target.resource("StateMachineRole"), "states.amazonaws.com"
    assert trusts(role, states, {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": MACHINE})
    assert not trusts(role, states, {"aws:SourceAccount": ACCOUNT, "aws:SourceArn": f"{MACHINE}-2"})
    assert not trusts(role, states, {"aws:SourceAccount": "210987654321", "aws:SourceArn": MACHINE})


# What the tasks are told


def table_name(source: Stack, target: Stack) -> str:
    return str(source.resource("TradingAnalyticsTable").property("TableName"))


def bucket(stack: Stack, name: str = "TradingDataBucket") -> str:
    return str(stack.resource(name).property("BucketName"))


def role_arn(stack: Stack, name: str) -> str:
    return f"arn:aws:iam::{ACCOUNT}:role/{stack.resource(name).property('RoleName')}"


DATA = ["ObjectTasksFunction", "ObjectComparisonFunction", "TableTasksFunction", "TableComparisonFunction"]
TOLD: list[tuple[str, str, Callable[[Stack, Stack], str]]] = [
    ("MigrationTasksFunction", "STATE_TABLE", lambda _, t: t.resource("MigrationStateTable").property("TableName")),
    ("MigrationChecksFunction", "STATE_TABLE", lambda _, t: t.resource("MigrationStateTable").property("TableName")),
    ("MigrationChecksFunction", "STATE_PATH", lambda s, _: s.resource("DrainParameter").property("Name").rpartition("/")[0]),
    ("MigrationChecksFunction", "TABLE_NAME", table_name),
    ("MigrationChecksFunction", "STREAM_NAME", lambda s, _: s.resource("MarketDataStream").property("Name")),
    ("MigrationChecksFunction", "ANALYTICS_FUNCTION", lambda s, _: s.resource("AnalyticsFunction").property("FunctionName")),
    ("MigrationChecksFunction", "SOURCE_BUCKET", lambda s, _: bucket(s)),
    ("MigrationChecksFunction", "TARGET_BUCKET", lambda _, t: bucket(t)),
    ("MigrationChecksFunction", "REPLICATION_RULE", lambda s, _: s.resource("TradingDataBucket").property("ReplicationConfiguration.Rules[0].Id")),
    ("MigrationChecksFunction", "TARGET_VAULT", lambda _, t: t.resource("BackupVault").property("BackupVaultName")),
    ("MigrationChecksFunction", "CONTRACT_PATH", lambda s, _: s.resource("PeerContract").property("ContractPath")),
    ("MigrationTasksFunction", "STATE_PATH", lambda s, _: s.resource("DrainParameter").property("Name").rpartition("/")[0]),
    ("MigrationTasksFunction", "EVENT_BUS", lambda _, t: t.resource("MigrationBus").property("Name")),
    ("MigrationTasksFunction", "TOPIC_ARN", lambda _, t: f"arn:aws:sns:{TARGET}:{ACCOUNT}:{t.resource('MigrationEventTopic').property('TopicName')}"),
    ("ObjectTasksFunction", "STATE_TABLE", lambda _, t: t.resource("MigrationStateTable").property("TableName")),
    ("ObjectTasksFunction", "SOURCE_BUCKET", lambda s, _: bucket(s)),
    ("ObjectTasksFunction", "TARGET_BUCKET", lambda _, t: bucket(t)),
    ("ObjectTasksFunction", "REPORT_BUCKET_ARN", lambda s, _: f"arn:aws:s3:::{bucket(s, 'BatchReportBucket')}"),
    ("ObjectTasksFunction", "BATCH_ROLE_ARN", lambda s, _: role_arn(s, "BatchReplicationRole")),
    ("ObjectTasksFunction", "REPLICATION_ROLE_ARN", lambda s, _: role_arn(s, "S3ReplicationRole")),
    ("ObjectTasksFunction", "REPLICA_KEY_ARN", lambda _, t: plain(t.resource("TradingDataBucket").property("BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID"))),
    ("ObjectTasksFunction", "ACCOUNT_ID", lambda *_: ACCOUNT),
    ("ObjectComparisonFunction", "STATE_TABLE", lambda _, t: t.resource("MigrationStateTable").property("TableName")),
    ("ObjectComparisonFunction", "SOURCE_BUCKET", lambda s, _: bucket(s)),
    ("ObjectComparisonFunction", "TARGET_BUCKET", lambda _, t: bucket(t)),
    ("TableTasksFunction", "STATE_TABLE", lambda _, t: t.resource("MigrationStateTable").property("TableName")),
    ("TableTasksFunction", "TABLE_NAME", table_name),
    ("TableTasksFunction", "EXPORT_BUCKET", lambda s, _: bucket(s, "BatchReportBucket")),
    ("TableTasksFunction", "CATCH_UP_FUNCTION_ARN", lambda s, _: f"arn:aws:lambda:{SOURCE}:{ACCOUNT}:function:{s.resource('CatchUpFunction').property('FunctionName')}"),
    ("TableTasksFunction", "ACCOUNT_ID", lambda *_: ACCOUNT),
    ("TableComparisonFunction", "STATE_TABLE", lambda _, t: t.resource("MigrationStateTable").property("TableName")),
    ("TableComparisonFunction", "TABLE_NAME", table_name),
    ("TableComparisonFunction", "EXPORT_BUCKET", lambda s, _: bucket(s, "BatchReportBucket")),
]  # fmt: skip


@pytest.mark.parametrize(("function", "variable", "made"), TOLD, ids=[f"{row[0]}-{row[1]}" for row in TOLD])
def test_the_tasks_are_told_of_what_the_stacks_really_make(function, variable, made, pair: Callable[..., Pair]) -> None:
    source, target = pair(HistoricalTableName="trades")
    assert plain(target.resource(function).property(f"Environment.Variables.{variable}")) == made(source, target)


@pytest.mark.parametrize(
    ("function", "variable", "parameter"),
    [
        ("ObjectTasksFunction", "HISTORICAL_BUCKET", "HistoricalBucketName"),
        ("ObjectComparisonFunction", "HISTORICAL_BUCKET", "HistoricalBucketName"),
        ("TableTasksFunction", "HISTORICAL_TABLE", "HistoricalTableName"),
        ("TableComparisonFunction", "HISTORICAL_TABLE", "HistoricalTableName"),
    ],
)
@pytest.mark.parametrize("value", ["", "old-trades"])
def test_the_tasks_are_told_of_what_existed_before(
    function, variable, parameter, value, pair: Callable[..., Pair]
) -> None:
    _, target = pair(**{parameter: value})
    assert target.resource(function).property(f"Environment.Variables.{variable}") == value


@pytest.mark.parametrize("function", DATA)
def test_tasks_that_go_through_data_have_the_most_time_that_lambda_gives(function, target) -> None:
    assert target.resource(function).property("Timeout") == 900


@pytest.mark.parametrize("function", ["MigrationTasksFunction", "MigrationChecksFunction"])
def test_tasks_that_only_ask_have_time_to_ask_again(function, target) -> None:
    """Two attempts of ten calls at a few seconds each."""
    assert target.resource(function).property("Timeout") >= 60


@pytest.mark.parametrize("function", ["MigrationTasksFunction", "MigrationChecksFunction", *DATA])
def test_the_tasks_know_which_migration_it_is(function, pair: Callable[..., Pair]) -> None:
    source, target = pair(MigrationId="move-7")
    assert target.resource(function).property("Environment.Variables.MIGRATION_ID") == "move-7"
    assert function not in source
