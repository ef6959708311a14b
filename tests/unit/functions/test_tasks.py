"""What the tasks of the migration's state machine answer, on simulated services.

CloudWatch, SSM, DynamoDB, SNS, EventBridge and SQS are moto's. It knows neither replicas of a table nor recovery
points: they are put into the answers of DescribeTable and ListRecoveryPointsByBackupVault, in the shapes of botocore's
service models, which still judge the requests.
"""

import datetime as dt
import functools
import json
from types import SimpleNamespace

import boto3
import pytest
from botocore.exceptions import ClientError

SOURCE, TARGET, NOW = "us-east-1", "eu-central-1", 1_790_000_037
ME, OTHER, THIRD = (f"arn:aws:states:eu-central-1:123456789012:execution:trading-migration:{n}" for n in "abc")
RULE = {"SourceBucket": "trading-source", "DestinationBucket": "trading-target", "RuleId": "ToPeer"}
TABLE = {"TableName": "trading-analytics-verify", "ReceivingRegion": TARGET}
STREAM, FUNCTION = {"StreamName": "market-data-verify"}, {"FunctionName": "analytics-processor-verify"}
HEALTH = {"Environment": "verify", "Region": TARGET}
CONTRACT = ["VpcId", "VpcCidr", "RouteTableIds", "KmsKeyArn", "BucketName", "VaultArn", "BusArn"]


@functools.cache
def at(service, region=TARGET):
    return boto3.client(service, region_name=region)


@pytest.fixture
def state_table(aws):
    """The state table, and the target's dead-letter queue."""
    at.cache_clear()
    at("dynamodb").create_table(
        TableName="migration-state-verify",
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "MigrationId", "KeyType": "HASH"}, {"AttributeName": "Step", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("MigrationId", "Step")],
    )
    at("sqs").create_queue(QueueName="trading-analytics-dlq-verify")


@pytest.fixture
def heard(state_table):
    """What a queue hears of the bus and the topic since it was asked last."""
    queue = at("sqs").create_queue(QueueName="heard")["QueueUrl"]
    arn = "arn:aws:sqs:eu-central-1:123456789012:heard"
    rule = {"EventBusName": "trading-migration-verify"}
    at("events").create_event_bus(Name="trading-migration-verify")
    at("events").put_rule(Name="all", EventPattern='{"source": ["trading.migration"]}', **rule)
    at("events").put_targets(Rule="all", Targets=[{"Id": "1", "Arn": arn}], **rule)
    topic = at("sns").create_topic(Name="migration-events-verify")["TopicArn"]
    at("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    return lambda: hear(queue)


def hear(queue):
    """Events as they are, messages of the topic by their text; each is heard once."""
    bodies = []
    while messages := at("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        bodies += [json.loads(message["Body"]) for message in messages]
        for message in messages:
            at("sqs").delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return bodies


@pytest.fixture
def tasks(state_table, load, monkeypatch):
    module = load(
        "tasks",
        TARGET,
        STATE_TABLE="migration-state-verify",
        MIGRATION_ID="verify",
        TABLE_NAME="trading-analytics-verify",
        STREAM_NAME="market-data-verify",
        ANALYTICS_FUNCTION="analytics-processor-verify",
        SOURCE_BUCKET="trading-source",
        TARGET_BUCKET="trading-target",
        REPLICATION_RULE="ToPeer",
        TARGET_VAULT="trading-vault-verify",
        CONTRACT_PATH="/trading-platform/verify/contract",
        STATE_PATH="/trading-platform/verify/state",
        EVENT_BUS="trading-migration-verify",
        TOPIC_ARN="arn:aws:sns:eu-central-1:123456789012:migration-events-verify",
    )
    monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: NOW))
    return module


def call(module, task, execution=ME, settings=None, **more):
    defaults = {name: default for name, (default, _, _) in module.SETTINGS.items()}
    event = {
        "task": task,
        "execution": execution,
        "fence": 1,
        "turn": 0,
        "settings": defaults | (settings or {}),
        **more,
    }
    return module.handler(event, None)


def validate(module, execution=ME, given=None, fixed=None):
    return call(module, "validate", execution, input={} if given is None else given, fixed=fixed or {})


def stored(step):
    answer = at("dynamodb").get_item(
        TableName="migration-state-verify", Key={"MigrationId": {"S": "verify"}, "Step": {"S": step}}
    )
    return {name: next(iter(value.values())) for name, value in answer.get("Item", {}).items()}


def store(step, **texts):
    item = {
        "MigrationId": {"S": "verify"},
        "Step": {"S": step},
        **{name: {"S": value} if isinstance(value, str) else {"N": str(value)} for name, value in texts.items()},
    }
    at("dynamodb").put_item(TableName="migration-state-verify", Item=item)


def publish(region, namespace, name, dimensions, *values, skipped=1):
    """A value a minute, the newest first, that of ``skipped`` minutes ago."""
    minute = NOW // 60 * 60
    for age, value in enumerate(values, start=skipped):
        datum = {
            "MetricName": name,
            "Dimensions": [{"Name": key, "Value": text} for key, text in dimensions.items()],
            "Value": value,
        }
        at("cloudwatch", region).put_metric_data(
            Namespace=namespace, MetricData=[datum | {"Timestamp": minute - 60 * age}]
        )


# validate and release


def test_an_empty_input_takes_every_setting_by_default(tasks):
    answer = validate(tasks)
    assert answer["settings"]["objectWaitSeconds"] == 900
    assert answer["settings"]["keepReplicationRole"] is False
    assert answer["fence"] == 1


def test_the_input_is_laid_over_the_defaults_and_the_template_over_the_input(tasks):
    settings = validate(
        tasks, given={"samples": 2, "idleBucket": True}, fixed={"catchUpDeadLetterArn": "arn:aws:sqs:::q"}
    )["settings"]
    assert (settings["samples"], settings["idleBucket"], settings["catchUpDeadLetterArn"]) == (
        2,
        True,
        "arn:aws:sqs:::q",
    )


def test_the_limits_of_every_setting_allow_its_default(tasks):
    assert [name for name, (default, _, _) in tasks.SETTINGS.items() if tasks.wrong(name, default)] == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"drainSecond": 1}, "there is no setting drainSecond; did you mean drainSeconds?"),
        ({"colour": 1}, "there is no setting colour"),
        ({"samples": 0}, "samples is a whole number from 1 to 15, not 0"),
        ({"samples": 16}, "samples is a whole number from 1 to 15, not 16"),
        ({"samples": "5"}, 'samples is a whole number from 1 to 15, not "5"'),
        ({"samples": 2.0}, "samples is a whole number from 1 to 15, not 2.0"),
        ({"samples": True}, "samples is a whole number from 1 to 15, not true"),
        ({"idleBucket": 1}, "idleBucket is true or false, not 1"),
        ({"samples": 0, "colour": 1}, "not 0; there is no setting colour"),
        ([], "is an object of settings"),
    ],
)
def test_an_input_that_is_no_settings_is_refused_before_the_lock_is_taken(tasks, given, said):
    with pytest.raises(tasks.SettingsError) as error:
        validate(tasks, given=given)
    assert said in str(error.value)
    assert stored("LOCK") == {}


def test_two_executions_of_one_migration_never_run_together(tasks):
    validate(tasks, ME)
    with pytest.raises(tasks.LockedError) as error:
        validate(tasks, OTHER)
    assert f'start again with {{"takeOver": "{ME}"}}' in str(error.value)
    assert stored("LOCK")["Holder"] == ME


def test_an_execution_whose_validation_is_repeated_keeps_its_lock(tasks):
    first, second = validate(tasks, ME), validate(tasks, ME)
    assert stored("LOCK")["Holder"] == ME
    assert second["fence"] >= first["fence"]


def test_the_fence_is_greater_for_each_execution_that_follows(tasks):
    first = validate(tasks, ME)["fence"]
    assert call(tasks, "release", ME) == {"released": True}
    assert validate(tasks, OTHER)["fence"] > first


def test_the_lock_of_an_execution_that_died_is_taken_over_by_its_name_only(tasks):
    first = validate(tasks, ME)["fence"]
    with pytest.raises(tasks.LockedError):
        validate(tasks, OTHER, {"takeOver": THIRD})
    assert validate(tasks, OTHER, {"takeOver": ME})["fence"] > first
    assert stored("LOCK")["Holder"] == OTHER


def test_a_take_over_that_is_repeated_finds_its_own_lock(tasks):
    validate(tasks, ME)
    fence = validate(tasks, OTHER, {"takeOver": ME})["fence"]
    assert validate(tasks, OTHER, {"takeOver": ME})["fence"] == fence


def test_nobody_releases_the_lock_of_another(tasks):
    validate(tasks, ME)
    assert call(tasks, "release", OTHER) == {"released": False}
    assert stored("LOCK")["Holder"] == ME


def test_a_release_may_be_repeated(tasks):
    validate(tasks, ME)
    assert [call(tasks, "release", ME)["released"] for _ in range(2)] == [True, False]


def test_a_release_forgets_the_tokens_of_its_execution_and_no_others(tasks):
    store("TOKEN#APPROVAL", Token="t1", Execution=ME, Fence=1)
    store("TOKEN#CUTOVER", Token="t2", Execution=OTHER, Fence=2)
    call(tasks, "release", ME)
    assert stored("TOKEN#APPROVAL") == {}
    assert stored("TOKEN#CUTOVER")["Token"] == "t2"


# record


def test_a_phase_is_written_and_announced(tasks, heard):
    call(tasks, "record", phase="MOVING")
    assert (stored("WORKFLOW")["Phase"], stored("WORKFLOW")["Execution"]) == ("MOVING", ME)
    [event] = heard()
    assert (event["source"], event["detail-type"]) == ("trading.migration", "PHASE_CHANGED")
    assert event["detail"] == {"migrationId": "verify", "phase": "MOVING", "execution": ME, "reason": ""}


def test_the_reason_of_a_failure_is_announced_in_short(tasks, heard):
    call(tasks, "record", phase="FAILED", error={"Error": "ContractError", "Cause": "x" * 100_000})
    [event] = heard()
    assert event["detail"]["reason"].startswith('{"Error": "ContractError"')
    assert len(event["detail"]["reason"]) == 1000


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        (("MOVING", 1), ("VERIFYING", 1), True),
        (("MOVING", 1), ("MOVING", 1), True),
        (("VERIFYING", 1), ("MOVING", 1), False),
        (("ROLLED_BACK", 1), ("VALIDATED", 2), True),
        (("VALIDATED", 2), ("COMPLETE", 1), False),
        (("COMPLETE", 9), ("FAILED", 10), True),
    ],
)
def test_a_phase_is_never_written_over_a_later_one(tasks, heard, before, after, written):
    call(tasks, "record", phase=before[0], fence=before[1])
    heard()
    if written:
        call(tasks, "record", phase=after[0], fence=after[1])
        assert [event["detail"]["phase"] for event in heard()] == [after[0]]
    else:
        with pytest.raises(tasks.StaleExecutionError, match=f"not written over {before[0]}"):
            call(tasks, "record", phase=after[0], fence=after[1])
        assert heard() == []
    assert stored("WORKFLOW")["Phase"] == (after if written else before)[0]


def test_a_bus_that_takes_no_event_is_asked_again_by_the_state_machine(tasks):
    """PutEvents answers 200 also where it took nothing: FailedEntryCount says so (botocore's PutEventsResponse)."""
    refused = {"FailedEntryCount": 1, "Entries": [{"ErrorCode": "ThrottlingException"}]}
    stand_in(tasks, "events", TARGET, "PutEvents", refused)
    with pytest.raises(tasks.ThrottledError, match="did not take PHASE_CHANGED"):
        call(tasks, "record", phase="MOVING")


def stand_in(module, service, region, operation, answer):
    """Let an operation of the function's own client answer this; its parameters are validated before."""
    events = module.client(service, region).meta.events
    service_id = module.client(service, region).meta.service_model.service_id.hyphenize()
    events.register(f"before-call.{service_id}.{operation}", lambda **_: (SimpleNamespace(status_code=200), answer))


# check_contract


@pytest.fixture
def contract(tasks, parameters):
    for name in CONTRACT:
        at("ssm").put_parameter(Name=f"/trading-platform/verify/contract/{name}", Value="x", Type="String")
    store(f"STACK#{SOURCE}", Status="UPDATE_COMPLETE", Revision=7)
    store(f"STACK#{TARGET}", Status="CREATE_COMPLETE", Revision=7)


def test_two_complete_stacks_of_one_revision_and_a_whole_contract_pass(tasks, contract):
    assert call(tasks, "check_contract") == {"revision": "7"}


@pytest.mark.parametrize("name", CONTRACT)
def test_a_contract_that_lacks_a_parameter_names_it(tasks, contract, name):
    at("ssm").delete_parameter(Name=f"/trading-platform/verify/contract/{name}")
    with pytest.raises(tasks.ContractError, match=f"/trading-platform/verify/contract/{name} is missing"):
        call(tasks, "check_contract")


@pytest.mark.parametrize("region", [SOURCE, TARGET])
@pytest.mark.parametrize("status", ["UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE", "DELETE_COMPLETE", "RETIRED"])
def test_a_stack_that_is_not_complete_is_named(tasks, contract, region, status):
    store(f"STACK#{region}", Status=status, Revision=7)
    with pytest.raises(tasks.ContractError, match=f"the stack in {region} is {status}"):
        call(tasks, "check_contract")


def test_stacks_at_two_revisions_do_not_pass(tasks, contract):
    store(f"STACK#{TARGET}", Status="UPDATE_COMPLETE", Revision=8)
    with pytest.raises(tasks.ContractError, match="at revisions 7 and 8"):
        call(tasks, "check_contract")


def test_a_source_that_an_execution_left_drained_is_named(tasks, contract):
    call(tasks, "drain", region=SOURCE)
    with pytest.raises(tasks.ContractError, match="drain-us-east-1 in us-east-1 is not false"):
        call(tasks, "check_contract")


def test_a_target_that_is_drained_is_no_hindrance(tasks, contract):
    call(tasks, "drain", region=TARGET)
    assert call(tasks, "check_contract") == {"revision": "7"}


def test_a_stack_that_nobody_recorded_does_not_pass(tasks):
    with pytest.raises(tasks.ContractError, match=f"the stack in {SOURCE} is not recorded"):
        call(tasks, "check_contract")


# verify_replication, verify_table, verify_backup


def replication(latency, failed, latency_region=TARGET, failed_region=SOURCE, rule=RULE):
    publish(latency_region, "AWS/S3", "ReplicationLatency", rule, *latency)
    publish(failed_region, "AWS/S3", "OperationsFailedReplication", rule, *failed)


@pytest.mark.parametrize(
    ("latency", "failed", "settings", "problem"),
    [
        ([900, 0, 3], [0, 0, 0], {}, None),
        ([901, 0, 3], [0, 0, 0], {}, "ReplicationLatency (s): 901, above 900"),
        ([1, 1, 1, 5000], [0, 0, 0, 9], {}, None),  # before the samples
        ([1, 1, 1], [0, 1, 0], {}, "OperationsFailedReplication: 1, above 0"),
        ([1, 1], [0, 0, 0], {}, "ReplicationLatency (s): 2 of 3 samples"),
        ([], [], {}, "ReplicationLatency (s): 0 of 3 samples"),
        ([1, 1, 1], [], {}, "OperationsFailedReplication: 0 of 3 samples"),
        ([1, 1, 1], [], {"idleBucket": True}, None),
        ([1, 1, 1], [1], {"idleBucket": True}, "OperationsFailedReplication: 1, above 0"),
    ],
)
def test_replication_is_verified_by_every_sample_and_by_no_silence(tasks, latency, failed, settings, problem):
    replication(latency, failed)
    answer = call(tasks, "verify_replication", settings={"samples": 3} | settings)
    assert (answer["ok"], answer["turn"]) == (problem is None, 1)
    assert not problem or problem in answer["problems"]


@pytest.mark.parametrize(
    "elsewhere", [{"latency_region": SOURCE}, {"failed_region": TARGET}, {"rule": RULE | {"RuleId": "Other"}}]
)
def test_metrics_of_another_region_or_rule_verify_nothing(tasks, elsewhere):
    replication([1, 1, 1], [0, 0, 0], **elsewhere)
    assert not call(tasks, "verify_replication", settings={"samples": 3})["ok"]


def test_samples_that_are_too_old_verify_nothing(tasks):
    publish(TARGET, "AWS/S3", "ReplicationLatency", RULE, 1, 1, 1, skipped=7)
    publish(SOURCE, "AWS/S3", "OperationsFailedReplication", RULE, 0, 0, 0)
    assert not call(tasks, "verify_replication", settings={"samples": 3})["ok"]


def test_the_last_look_that_finds_a_problem_ends_the_migration(tasks):
    assert call(tasks, "verify_replication", turn=46)["turn"] == 47
    with pytest.raises(tasks.NotVerifiedError, match=r"verify_replication, after 48 looks: ReplicationLatency \(s\)"):
        call(tasks, "verify_replication", turn=47)


def test_the_last_look_that_finds_none_passes(tasks):
    replication([1, 1, 1], [0, 0, 0])
    assert call(tasks, "verify_replication", turn=47, settings={"samples": 3})["ok"]


def tables(module, source="ACTIVE", target="ACTIVE", replicas=(("eu-central-1", "ACTIVE"),)):
    """DescribeTable of 2019.11.21 global tables tells of the other replicas under ``Replicas`` (botocore's model)."""
    replicas = [{"RegionName": region, "ReplicaStatus": status} for region, status in replicas]
    stand_in(module, "dynamodb", SOURCE, "DescribeTable", {"Table": {"TableStatus": source, "Replicas": replicas}})
    stand_in(module, "dynamodb", TARGET, "DescribeTable", {"Table": {"TableStatus": target}})


@pytest.mark.parametrize(
    ("state", "latency", "problem"),
    [
        ({}, [10_000, 800, 800], None),
        ({}, [10_001, 800, 800], "ReplicationLatency (ms): 10001, above 10000"),
        ({}, [800, 800], "ReplicationLatency (ms): 2 of 3 samples"),
        ({"source": "UPDATING"}, [1, 1, 1], "table in us-east-1 is UPDATING"),
        ({"target": "CREATING"}, [1, 1, 1], "table in eu-central-1 is CREATING"),
        ({"replicas": ()}, [1, 1, 1], "replica eu-central-1 of us-east-1 is absent"),
        (
            {"replicas": (("eu-central-1", "REPLICATION_NOT_AUTHORIZED"),)},
            [1, 1, 1],
            "replica eu-central-1 of us-east-1 is REPLICATION_NOT_AUTHORIZED",
        ),
        ({"replicas": (("eu-west-1", "ACTIVE"),)}, [1, 1, 1], "replica eu-central-1 of us-east-1 is absent"),
    ],
)
def test_the_table_is_verified_by_both_replicas_and_their_distance(tasks, state, latency, problem):
    tables(tasks, **state)
    publish(SOURCE, "AWS/DynamoDB", "ReplicationLatency", TABLE, *latency)
    answer = call(tasks, "verify_table", settings={"samples": 3})
    assert answer == {"ok": problem is None, "turn": 1, "problems": [problem] if problem else []}


def point(hours=1, status="COMPLETED", table="trading-analytics-verify", region=SOURCE):
    created = dt.datetime.fromtimestamp(NOW - 3600 * hours, dt.UTC)
    return {
        "Status": status,
        "ResourceArn": f"arn:aws:dynamodb:{region}:123456789012:table/{table}",
        "CreationDate": created,
    }


@pytest.mark.parametrize(
    ("points", "restore", "problems"),
    [
        ([point()], ("SUCCESSFUL", 1), []),
        ([point(40), point(24)], ("SUCCESSFUL", 24), []),
        ([], ("SUCCESSFUL", 1), ["no completed copy of trading-analytics-verify in trading-vault-verify in 24 h"]),
        (
            [point(25)],
            ("SUCCESSFUL", 1),
            ["no completed copy of trading-analytics-verify in trading-vault-verify in 24 h"],
        ),
        (
            [point(status="PARTIAL")],
            ("SUCCESSFUL", 1),
            ["no completed copy of trading-analytics-verify in trading-vault-verify in 24 h"],
        ),
        (
            [point(table="x-trading-analytics-verify")],
            ("SUCCESSFUL", 1),
            ["no completed copy of trading-analytics-verify in trading-vault-verify in 24 h"],
        ),
        (
            [point(region=TARGET)],
            ("SUCCESSFUL", 1),
            ["no completed copy of trading-analytics-verify in trading-vault-verify in 24 h"],
        ),
        ([point()], ("FAILED", 1), ["no successful restore test in 24 h"]),
        ([point()], ("SUCCESSFUL", 25), ["no successful restore test in 24 h"]),
        ([point()], None, ["no successful restore test in 24 h"]),
    ],
)
def test_a_backup_is_verified_by_a_recent_copy_and_a_recent_restore(tasks, points, restore, problems):
    stand_in(tasks, "backup", TARGET, "ListRecoveryPointsByBackupVault", {"RecoveryPoints": points})
    if restore:
        store("RESTORE#1", Status=restore[0], UpdatedAt=NOW - 3600 * restore[1])
    assert call(tasks, "verify_backup") == {"ok": not problems, "turn": 1, "problems": problems}


# Tokens


def test_the_token_of_an_approval_is_kept_and_not_sent_around(tasks, heard):
    call(tasks, "request_approval", token="secret-token")
    assert (stored("TOKEN#APPROVAL")["Token"], stored("TOKEN#APPROVAL")["Execution"]) == ("secret-token", ME)
    [message] = heard()
    assert message["Subject"] == "verify: approve the cutover?"
    assert "secret-token" not in message["Message"]


def test_the_message_says_how_to_answer(tasks, heard):
    call(tasks, "request_approval", token="t")
    [message] = heard()
    assert "604800 s" in message["Message"]
    assert (
        'aws dynamodb get-item --region eu-central-1 --table-name migration-state-verify --key \'{"MigrationId": {"S": "verify"}'
        in message["Message"]
    )
    assert (
        'send-task-success --region eu-central-1 --task-token "$TOKEN" --task-output \'{"approved": true}\''
        in message["Message"]
    )


def test_the_cutover_is_asked_for_on_the_bus_and_by_the_topic(tasks, heard):
    call(tasks, "request_cutover", token="secret-token")
    event, message = sorted(heard(), key=lambda one: "Message" in one)
    assert event["detail-type"] == "CUTOVER_READY"
    assert event["detail"] == {"migrationId": "verify", "sourceRegion": SOURCE, "targetRegion": TARGET, "seconds": 780}
    assert "ActiveRegion=eu-central-1" in message["Message"]
    assert stored("TOKEN#CUTOVER")["Token"] == "secret-token"


@pytest.mark.parametrize("task", ["request_approval", "request_cutover"])
def test_an_execution_that_was_taken_over_asks_nobody(tasks, heard, task):
    call(tasks, task, OTHER, token="new", fence=2)
    heard()
    with pytest.raises(tasks.StaleExecutionError, match=OTHER):
        call(tasks, task, ME, token="old", fence=1)
    assert heard() == []


@pytest.mark.parametrize("task", ["request_approval", "request_cutover"])
def test_an_execution_that_asks_again_waits_under_its_newest_token(tasks, heard, task):
    step = {"request_approval": "TOKEN#APPROVAL", "request_cutover": "TOKEN#CUTOVER"}[task]
    for token in ("first", "second"):
        call(tasks, task, token=token)
    assert stored(step)["Token"] == "second"


# drain, undrain, check_drained


def drained(region):
    return at("ssm", region).get_parameter(Name=f"/trading-platform/verify/state/drain-{region}")["Parameter"]["Value"]


@pytest.fixture
def parameters(tasks):
    for region in (SOURCE, TARGET):
        at("ssm", region).put_parameter(
            Name=f"/trading-platform/verify/state/drain-{region}", Value="false", Type="String"
        )


def test_a_region_is_drained_by_its_own_parameter(tasks, parameters):
    assert call(tasks, "drain", region=SOURCE) == {"startedAt": NOW, "turn": 0}
    assert (drained(SOURCE), drained(TARGET)) == ("true", "false")


@pytest.mark.parametrize(
    ("source", "target", "changed"),
    [(SOURCE, SOURCE, False), (SOURCE, TARGET, True), (TARGET, TARGET, True), (None, None, False)],
)
def test_a_region_is_put_back_and_it_is_told_whether_the_active_one_changed(tasks, parameters, source, target, changed):
    for region, active in ((SOURCE, source), (TARGET, target)):
        if active:
            store(f"STACK#{region}", ActiveRegion=active)
    call(tasks, "drain", region=SOURCE)
    assert call(tasks, "undrain", region=SOURCE) == {"activeRegionChanged": changed}
    assert drained(SOURCE) == "false"


def stream(read=(), came=(), age=(), region=SOURCE):
    publish(region, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", STREAM, *read)
    publish(region, "AWS/Kinesis", "IncomingRecords", STREAM, *came)
    publish(region, "AWS/Lambda", "IteratorAge", FUNCTION, *age)


@pytest.mark.parametrize(
    ("metrics", "problem"),
    [
        ({"read": [0, 0, 0]}, None),
        ({"read": [0, 0, 1000], "came": [0, 0, 0], "age": [0, 900, 1000]}, None),
        ({"read": [0, 0, 0, 9000], "came": [0, 0, 0, 500], "age": [0, 0, 0, 5000]}, None),  # before the samples
        ({}, "age of what is read (ms): 0 of 3 samples"),
        ({"read": [0, 0]}, "age of what is read (ms): 2 of 3 samples"),
        ({"read": [0, 1001, 0]}, "age of what is read (ms): 1001, above 1000"),
        ({"read": [0, 0, 0], "came": [0, 0, 1]}, "IncomingRecords: 1, above 0"),
        ({"read": [0, 0, 0], "age": [5000]}, "IteratorAge (ms): 5000, above 1000"),
        ({"read": [0, 0, 0], "region": TARGET}, "age of what is read (ms): 0 of 3 samples"),
    ],
)
def test_the_source_is_drained_when_nothing_comes_and_nothing_waits(tasks, metrics, problem):
    stream(**metrics)
    answer = call(tasks, "check_drained", startedAt=NOW)
    assert answer == {"ok": problem is None, "turn": 1, "startedAt": NOW, "problems": [problem] if problem else []}


@pytest.mark.parametrize(("started", "turn", "late"), [(NOW - 749, 23, False), (NOW - 750, 0, True), (NOW, 24, True)])
def test_a_source_that_does_not_drain_is_given_up_after_its_time_or_looks(tasks, started, turn, late):
    if not late:
        assert call(tasks, "check_drained", startedAt=started, turn=turn)["ok"] is False
        return
    with pytest.raises(tasks.DrainTimeoutError, match="us-east-1, after"):
        call(tasks, "check_drained", startedAt=started, turn=turn)


def test_a_source_that_drains_at_the_last_look_is_drained(tasks):
    stream(read=[0, 0, 0])
    assert call(tasks, "check_drained", startedAt=NOW - 10_000, turn=24)["ok"]


# observe


def healthy(**changed):
    metrics = {"healthy": [1], "errors": [0], "age": [60_000], "came": [500]} | changed
    publish(TARGET, "Trading/Health", "RegionHealthy", HEALTH, *metrics["healthy"])
    publish(TARGET, "AWS/Lambda", "Errors", FUNCTION, *metrics["errors"])
    publish(TARGET, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", STREAM, *metrics["age"])
    publish(TARGET, "AWS/Kinesis", "IncomingRecords", STREAM, *metrics["came"])


def observe(module, settings=None, turn=0, unhealthy=0, records=0):
    return call(module, "observe", turn=turn, unhealthy=unhealthy, records=records, settings=settings)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({}, None),
        ({"errors": []}, None),
        ({"healthy": [1, 0]}, None),  # it was not, a minute before
        ({"healthy": [0]}, "unhealthy: 1, above 0"),
        ({"healthy": []}, "unhealthy: 0 of 1 samples"),
        ({"errors": [2]}, "Errors: 2, above 0"),
        ({"age": [60_001]}, "age of what is read (ms): 60001, above 60000"),
        ({"age": []}, "age of what is read (ms): 0 of 1 samples"),
    ],
)
def test_a_look_at_the_target_sees_what_is_wrong(tasks, changed, problem):
    healthy(**changed)
    answer = observe(tasks, unhealthy=2, records=10)
    assert answer == {
        "ok": False,
        "turn": 1,
        "unhealthy": 3 if problem else 0,
        "records": 510,
        "problems": [problem] if problem else [],
    }


def test_dead_letters_above_the_limit_are_unhealthy(tasks):
    healthy()
    queue = at("sqs").get_queue_url(QueueName="trading-analytics-dlq-verify")["QueueUrl"]
    for _ in range(3):
        at("sqs").send_message(QueueUrl=queue, MessageBody="x")
    assert observe(tasks, {"deadLetters": 3})["problems"] == []
    assert observe(tasks, {"deadLetters": 2})["problems"] == ["dead letters: 3, above 2"]


def test_too_many_unhealthy_looks_in_a_row_fail(tasks):
    assert observe(tasks, unhealthy=2)["unhealthy"] == 3
    with pytest.raises(tasks.ObservationError, match="4 unhealthy looks in a row: unhealthy: 0 of 1"):
        observe(tasks, unhealthy=3)


def test_the_last_look_passes_if_records_came_in(tasks):
    healthy(came=[])
    assert observe(tasks, turn=59, records=1)["ok"]
    with pytest.raises(tasks.ObservationError, match="after 60 looks, 0 records"):
        observe(tasks, turn=59)
    assert observe(tasks, {"observeRecords": 0}, turn=59)["ok"]


def test_the_last_look_fails_if_it_is_unhealthy(tasks):
    healthy(healthy=[0])
    with pytest.raises(tasks.ObservationError, match="after 60 looks, 510 records came in: unhealthy"):
        observe(tasks, turn=59, records=10)


# advise and the handler


@pytest.mark.parametrize(
    ("rollback", "said", "unsaid"),
    [
        ({"activeRegionChanged": True}, "Update the StackSet with ActiveRegion=us-east-1", "may still be drained"),
        ({"Error": "ClientError", "Cause": "x"}, "us-east-1 may still be drained (ClientError)", "was changed already"),
        ({"activeRegionChanged": False}, "rolled back", "ActiveRegion"),
    ],
)
def test_the_operators_are_told_what_is_left_to_them(tasks, heard, rollback, said, unsaid):
    call(tasks, "advise", rollback=rollback, error={"Error": "DrainTimeoutError", "Cause": "records keep coming"})
    event, message = sorted(heard(), key=lambda one: "Message" in one)
    assert event["detail-type"] == "ROLLBACK_ADVICE"
    assert "records keep coming" in message["Message"]
    assert said in message["Message"] and unsaid not in message["Message"]


@pytest.mark.parametrize(
    ("code", "name"), [("ThrottlingException", "ThrottledError"), ("AccessDeniedException", "ClientError")]
)
def test_only_throttling_is_raised_under_the_name_that_is_tried_again(tasks, parameters, code, name):
    def refuse(**_):
        raise ClientError({"Error": {"Code": code, "Message": "no"}}, "PutParameter")

    tasks.client("ssm", SOURCE).meta.events.register("before-call.ssm.PutParameter", refuse)
    with pytest.raises((tasks.ThrottledError, ClientError)) as error:
        call(tasks, "drain", region=SOURCE)
    assert type(error.value).__name__ == name


def test_two_calls_of_a_client_end_within_the_timeout_of_a_cutover_state(tasks):
    config = tasks.client("ssm", SOURCE).meta.config
    attempts = config.retries["total_max_attempts"]
    assert 2 * (attempts * (config.connect_timeout + config.read_timeout) + (attempts - 1)) < 20
