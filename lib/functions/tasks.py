"""What the migration's state machine asks: may it begin, do both regions agree, is the source drained, is it well.

It runs in the target region. A check answers what it found; only what ends the migration is raised, under a name
that the state machine catches (the classes below are all there are).
"""

import difflib
import functools
import json
import logging
import os
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import boto3
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.config import Config
from botocore.exceptions import ClientError

Event = dict[str, Any]

# Name: default, lowest, highest. The highest of all together stay below the 25,000 events of an execution's history,
# and those of the cutover below 30 minutes; tests do the arithmetic on the definition.
SETTINGS = {
    "objectAttempts": (3, 1, 3),
    "objectPolls": (600, 1, 600),
    "objectWaitSeconds": (900, 0, 21_600),
    "objectWaitStepSeconds": (22, 0, 60),  # each wait is longer by this: 600 of them are 52 days
    "objectSlices": (450, 1, 450),
    "checksumEvery": (1_000, 0, 1_000_000),
    "graceSeconds": (900, 0, 86_400),
    "differenceLimit": (10_000, 1, 1_000_000),
    "keepReplicationRole": (False, False, True),
    "jobPriority": (10, 0, 2_147_483_647),
    "preparePolls": (20, 1, 20),
    "prepareWaitSeconds": (30, 0, 300),
    "exportPolls": (100, 1, 100),
    "exportWaitSeconds": (600, 0, 3_600),
    "workers": (64, 1, 256),
    "backfillSlices": (450, 1, 450),
    "tableSlices": (300, 1, 300),
    "drainMinutes": (5, 1, 60),
    "maxIteratorAgeMs": (1_000, 0, 60_000),
    "catchUpPolls": (60, 1, 60),
    "catchUpWaitSeconds": (60, 0, 3_600),
    "verifyPolls": (48, 1, 48),
    "verifyWaitSeconds": (1_800, 0, 3_600),
    "samples": (5, 1, 15),  # minutes
    "replicationLatencySeconds": (900, 1, 900),
    "idleBucket": (False, False, True),  # nothing is written to the source bucket, so S3 publishes no count of failures
    "tableLatencyMilliseconds": (10_000, 1, 60_000),
    "backupHours": (24, 1, 168),
    "approvalSeconds": (604_800, 1, 604_800),
    "drainPolls": (25, 1, 60),
    "drainSamples": (3, 1, 5),
    "drainSeconds": (750, 0, 750),  # failover by DNS takes up to 6 minutes, the samples and CloudWatch 5
    "drainWaitSeconds": (30, 0, 30),
    "iteratorAgeMilliseconds": (1_000, 0, 60_000),
    "cutoverSeconds": (780, 1, 780),
    "observePolls": (60, 1, 120),
    "observeWaitSeconds": (60, 0, 300),
    "observeAgeMilliseconds": (60_000, 0, 600_000),
    "observeFailures": (3, 0, 10),  # unhealthy samples in a row
    "observeRecords": (1, 0, 1_000_000_000),  # that must have come in; 0 when markets are closed
    "deadLetters": (100, 0, 1_000_000),  # malformed records come in any hour; more of them is a fault
}
PHASES = [
    "VALIDATED", "MOVING", "VERIFYING", "AWAITING_APPROVAL", "DRAINING", "CUTTING_OVER", "OBSERVING",
    "COMPLETE", "REJECTED", "FAILED", "ROLLED_BACK",
]  # fmt: skip
CONTRACT = {"VpcId", "VpcCidr", "RouteTableIds", "KmsKeyArn", "BucketName", "VaultArn", "BusArn"}
COMPLETE = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
THROTTLING = {
    "Throttling", "ThrottlingException", "ThrottledException", "RequestLimitExceeded", "TooManyRequestsException",
    "ProvisionedThroughputExceededException", "RequestThrottled", "RequestThrottledException", "TooManyUpdates",
}  # fmt: skip
log = logging.getLogger()
log.setLevel(logging.INFO)


class SettingsError(Exception):
    """The execution's input is not settings."""


class LockedError(Exception):
    """Another execution of this migration holds the lock."""


class StaleExecutionError(Exception):
    """A later execution, or a later phase of this one, has written already."""


class ContractError(Exception):
    """The two stacks do not stand ready for each other."""


class NotVerifiedError(Exception):
    """What has to hold before the cutover did not, to the last look."""


class DrainTimeoutError(Exception):
    """Records kept coming, or waiting, in the source region for too long."""


class ObservationError(Exception):
    """The target region did not do well after the cutover."""


class ThrottledError(Exception):
    """AWS asked for patience longer than the client had it. The state machine tries again."""


class Metric(NamedTuple):
    """A metric of CloudWatch, and the region that it is kept in."""

    region: str
    namespace: str
    name: str
    statistic: str
    dimensions: dict[str, str]


@functools.cache
def client(service: str, region: str) -> Any:
    """A client that gives up in 9 s: the states of the cutover time out after 20 s, and make two calls at most."""
    patience = Config(connect_timeout=1, read_timeout=3, retries={"mode": "standard", "total_max_attempts": 2})
    return boto3.client(service, region_name=region, config=patience)


def env(name: str) -> str:
    """A variable of the function's environment."""
    return os.environ[name]


def here(service: str) -> Any:
    """A client in the target region, where this function runs."""
    return client(service, env("TARGET_REGION"))


def key(step: str) -> dict[str, Any]:
    """The key of one step of this migration in the state table."""
    return {"MigrationId": {"S": env("MIGRATION_ID")}, "Step": {"S": step}}


def typed(values: dict[str, Any]) -> dict[str, Any]:
    """The same values as DynamoDB takes them."""
    return {name: TypeSerializer().serialize(value) for name, value in values.items()}


def plain(item: dict[str, Any]) -> dict[str, Any]:
    """The same item as Python takes it."""
    return {name: TypeDeserializer().deserialize(value) for name, value in item.items()}


def read(step: str) -> dict[str, Any]:
    """What the state table holds of a step; empty if nothing."""
    answer = here("dynamodb").get_item(TableName=env("STATE_TABLE"), Key=key(step), ConsistentRead=True)
    return plain(answer.get("Item", {}))


def change(operation: str, step: str, condition: str, values: dict[str, Any], **more: Any) -> dict[str, Any] | None:
    """A conditional write (``update_item``, ``delete_item``); None if the condition does not hold."""
    try:
        answer = getattr(here("dynamodb"), operation)(
            TableName=env("STATE_TABLE"),
            Key=key(step),
            ConditionExpression=condition,
            ExpressionAttributeValues=typed(values),
            **more,
        )
    except here("dynamodb").exceptions.ConditionalCheckFailedException:
        return None
    return plain(answer.get("Attributes", {}))


def announce(kind: str, detail: dict[str, Any]) -> None:
    """Put an event on the migration's bus, or raise."""
    entry = {
        "Source": "trading.migration",
        "DetailType": kind,
        "Detail": json.dumps({"migrationId": env("MIGRATION_ID"), **detail}),
        "EventBusName": env("EVENT_BUS"),
    }
    answer = here("events").put_events(Entries=[entry])
    if answer["FailedEntryCount"]:
        raise ThrottledError(f"{env('EVENT_BUS')} did not take {kind}: {answer['Entries'][0]}")


def notify(subject: str, lines: list[str]) -> None:
    """Tell the operators, by the topic."""
    name = env("MIGRATION_ID")
    here("sns").publish(TopicArn=env("TOPIC_ARN"), Subject=f"{name}: {subject}"[:100], Message="\n".join(lines))


def newest(metrics: dict[str, Metric], count: int, settling: int = 2) -> dict[str, list[float]]:
    """The newest ``count`` values of each metric, a minute each; fewer where fewer are to be had.

    The minute that is under way is left out, and CloudWatch has ``settling`` minutes to publish the last ones.
    """
    end = int(time.time()) // 60 * 60
    values: dict[str, list[float]] = {}
    for region in {metric.region for metric in metrics.values()}:
        answer = client("cloudwatch", region).get_metric_data(
            MetricDataQueries=[query(name, metric) for name, metric in metrics.items() if metric.region == region],
            StartTime=end - 60 * (count + settling),
            EndTime=end,
            ScanBy="TimestampDescending",
        )
        values |= {result["Id"]: result["Values"][:count] for result in answer["MetricDataResults"]}
    return values


def query(name: str, metric: Metric) -> dict[str, Any]:
    """What GetMetricData is asked for a metric."""
    dimensions = [{"Name": dimension, "Value": value} for dimension, value in metric.dimensions.items()]
    named = {"Namespace": metric.namespace, "MetricName": metric.name, "Dimensions": dimensions}
    return {"Id": name, "MetricStat": {"Metric": named, "Period": 60, "Stat": metric.statistic}}


def above(what: str, values: list[float], count: int, limit: float) -> list[str]:
    """What speaks against ``count`` values up to ``limit``. Too few of them do: silence is not success."""
    if len(values) < count:
        return [f"{what}: {len(values)} of {count} samples"]
    return [f"{what}: {max(values):g}, above {limit:g}"] if values and max(values) > limit else []


def validate(event: Event) -> Event:
    """The settings of this execution, which from now on holds the lock; ``fence`` counts those that held it."""
    given = event["input"]
    if not isinstance(given, dict):
        raise SettingsError("The input of the execution is an object of settings; {} takes all by default.")
    take_over = str(given.get("takeOver", ""))
    wanted = {name: value for name, value in given.items() if name != "takeOver"}
    problems = [problem for name, value in wanted.items() if (problem := wrong(name, value))]
    if problems:
        raise SettingsError("The input of the execution: " + "; ".join(problems))
    settings = {name: default for name, (default, _, _) in SETTINGS.items()} | wanted | event["fixed"]
    return {"settings": settings, "fence": lock(event["execution"], take_over)}


def wrong(name: str, value: Any) -> str:
    """What is wrong with a setting; nothing if nothing."""
    if name not in SETTINGS:
        close = difflib.get_close_matches(name, SETTINGS, 1)
        return f"there is no setting {name}" + (f"; did you mean {close[0]}?" if close else "")
    default, lowest, highest = SETTINGS[name]
    if type(value) is not type(default) or not lowest <= value <= highest:
        kind = "true or false" if isinstance(default, bool) else f"a whole number from {lowest} to {highest}"
        return f"{name} is {kind}, not {json.dumps(value)}"
    return ""


def lock(execution: str, take_over: str) -> int:
    """The fence under which this execution holds the lock: a greater one each time that it is taken."""
    held = change(
        "update_item",
        "LOCK",
        "attribute_not_exists(Holder) OR Holder = :dead",
        {":me": execution, ":dead": take_over or execution, ":now": int(time.time()), ":one": 1},
        UpdateExpression="SET Holder = :me, AcquiredAt = :now ADD Fence :one",
        ReturnValues="ALL_NEW",
    ) or read("LOCK")
    if held["Holder"] != execution:
        raise LockedError(
            f"{held['Holder']} works on {env('MIGRATION_ID')}. If it has ended without releasing the lock, "
            f'start again with {{"takeOver": "{held["Holder"]}"}} in the input.'
        )
    return int(held["Fence"])


def release(event: Event) -> Event:
    """Give the lock back, and forget the tokens of this execution. Twice is fine; another's are left alone."""
    mine = {":me": event["execution"]}
    for step in ("TOKEN#APPROVAL", "TOKEN#CUTOVER"):
        change("delete_item", step, "Execution = :me", mine)
    released = change("update_item", "LOCK", "Holder = :me", mine, UpdateExpression="REMOVE Holder")
    return {"released": released is not None}


def stamp(event: Event) -> dict[str, Any]:
    """Who writes, under which fence, and when: values of a conditional write."""
    return {":fence": event["fence"], ":me": event["execution"], ":now": int(time.time())}


def record(event: Event) -> Event:
    """Write the phase that begins, unless something later is written there, and announce it."""
    phase = event["phase"]
    written = change(
        "update_item",
        "WORKFLOW",
        "attribute_not_exists(Fence) OR Fence < :fence OR (Fence = :fence AND #rank <= :rank)",
        {":phase": phase, ":rank": PHASES.index(phase), **stamp(event)},
        UpdateExpression="SET Phase = :phase, #rank = :rank, Fence = :fence, Execution = :me, UpdatedAt = :now",
        ExpressionAttributeNames={"#rank": "Rank"},
    )
    if written is None:
        raise StaleExecutionError(f"{phase} is not written over {read('WORKFLOW')['Phase']}, which is later")
    announce("PHASE_CHANGED", {"phase": phase, "execution": event["execution"], "reason": reason(event)})
    return {"phase": phase}


def reason(event: Event) -> str:
    """Why a migration ended, of the error that the state machine caught; nothing if it caught none."""
    return json.dumps(event["error"])[:1000] if "error" in event else ""


def check_contract(_event: Event) -> Event:
    """Both stacks are complete at one revision, the target's contract is there, and the source is in service."""
    stacks = {region: read(f"STACK#{region}") for region in (env("SOURCE_REGION"), env("TARGET_REGION"))}
    revisions = {str(stack.get("Revision")) for stack in stacks.values()}
    problems = missing_contract() + left_drained()
    problems += [
        f"the stack in {region} is {stack.get('Status', 'not recorded')}"
        for region, stack in stacks.items()
        if stack.get("Status") not in COMPLETE
    ]
    if len(revisions) > 1:
        problems.append("the stacks are at revisions " + " and ".join(sorted(revisions)))
    if problems:
        raise ContractError("; ".join(problems) + ". Run the StackSet operation to its end, then start again.")
    return {"revision": revisions.pop()}


def missing_contract() -> list[str]:
    """The parameters that the target's stack should have published and has not."""
    pages = here("ssm").get_paginator("get_parameters_by_path").paginate(Path=env("CONTRACT_PATH"))
    found = {parameter["Name"].rpartition("/")[2] for page in pages for parameter in page["Parameters"]}
    return [f"{env('CONTRACT_PATH')}/{name} is missing" for name in sorted(CONTRACT - found)]


def left_drained() -> list[str]:
    """What an execution that was stopped after its drain has left: a source that is out of service."""
    region = env("SOURCE_REGION")
    name = drain_parameter(region)
    kept = client("ssm", region).get_parameters(Names=[name])["Parameters"]
    if [parameter["Value"] for parameter in kept] == ["false"]:
        return []
    return [f"{name} in {region} is not false (has an execution left it so? then set it)"]


def verdict(event: Event, problems: list[str]) -> Event:
    """What a check found, for the state machine to go on or look again; NotVerifiedError after the last look."""
    turn = event["turn"] + 1
    if problems and turn >= event["settings"]["verifyPolls"]:
        raise NotVerifiedError(f"{event['task']}, after {turn} looks: " + "; ".join(problems))
    return {"ok": not problems, "turn": turn, "problems": problems}


def verify_replication(event: Event) -> Event:
    """S3 keeps up: latency in its bounds, nothing failed, in each of the last samples.

    S3 publishes ReplicationLatency in the destination's region and OperationsFailedReplication in the source's
    (User Guide, "Using S3 Replication metrics"), the latter only while something is replicated.
    """
    settings = event["settings"]
    names = {"SourceBucket": "SOURCE_BUCKET", "DestinationBucket": "TARGET_BUCKET", "RuleId": "REPLICATION_RULE"}
    rule = {dimension: env(name) for dimension, name in names.items()}
    found = newest(
        {
            "latency": Metric(env("TARGET_REGION"), "AWS/S3", "ReplicationLatency", "Maximum", rule),
            "failed": Metric(env("SOURCE_REGION"), "AWS/S3", "OperationsFailedReplication", "Sum", rule),
        },
        settings["samples"],
        settling=5,
    )
    count = settings["samples"]
    problems = above("ReplicationLatency (s)", found["latency"], count, settings["replicationLatencySeconds"])
    problems += above("OperationsFailedReplication", found["failed"], 0 if settings["idleBucket"] else count, 0)
    return verdict(event, problems)


def verify_table(event: Event) -> Event:
    """The table is ACTIVE in both regions, and the target is seconds behind the source."""
    settings, source, target = event["settings"], env("SOURCE_REGION"), env("TARGET_REGION")
    tables = {
        region: client("dynamodb", region).describe_table(TableName=env("TABLE_NAME"))["Table"]
        for region in (source, target)
    }
    replicas = {replica["RegionName"]: replica["ReplicaStatus"] for replica in tables[source].get("Replicas", [])}
    states = {f"table in {region}": table["TableStatus"] for region, table in tables.items()}
    states[f"replica {target} of {source}"] = replicas.get(target, "absent")
    dimensions = {"TableName": env("TABLE_NAME"), "ReceivingRegion": target}
    metric = Metric(source, "AWS/DynamoDB", "ReplicationLatency", "Average", dimensions)
    found = newest({"latency": metric}, settings["samples"])["latency"]
    problems = [f"{name} is {status}" for name, status in states.items() if status != "ACTIVE"]
    problems += above("ReplicationLatency (ms)", found, settings["samples"], settings["tableLatencyMilliseconds"])
    return verdict(event, problems)


def verify_backup(event: Event) -> Event:
    """A copy of the source's table lies in the target's vault, and a restore was verified, both not too old."""
    hours = event["settings"]["backupHours"]
    since = time.time() - 3600 * hours
    copied = any(point["CreationDate"].timestamp() >= since for point in copies())
    restored = any(item["Status"] == "SUCCESSFUL" and item["UpdatedAt"] >= since for item in restores())
    problems = [] if copied else [f"no completed copy of {env('TABLE_NAME')} in {env('TARGET_VAULT')} in {hours} h"]
    return verdict(event, problems + ([] if restored else [f"no successful restore test in {hours} h"]))


def copies() -> list[dict[str, Any]]:
    """The completed recovery points of the source's table in the target's vault: they can only have been copied."""
    lister = here("backup").get_paginator("list_recovery_points_by_backup_vault")
    return [
        point
        for page in lister.paginate(BackupVaultName=env("TARGET_VAULT"), ByResourceType="DynamoDB")
        for point in page["RecoveryPoints"]
        if point["Status"] == "COMPLETED"
        and f":dynamodb:{env('SOURCE_REGION')}:" in point["ResourceArn"]
        and point["ResourceArn"].endswith(f":table/{env('TABLE_NAME')}")
    ]


def restores() -> list[dict[str, Any]]:
    """What the verifier recorded of restore jobs."""
    lister = here("dynamodb").get_paginator("query")
    pages = lister.paginate(
        TableName=env("STATE_TABLE"),
        KeyConditionExpression="MigrationId = :id AND begins_with(Step, :restore)",
        ExpressionAttributeValues=typed({":id": env("MIGRATION_ID"), ":restore": "RESTORE#"}),
        ConsistentRead=True,
    )
    return [plain(item) for page in pages for item in page["Items"]]


def keep_token(event: Event, step: str) -> None:
    """Keep the token under which the state machine waits, unless a later execution's is there."""
    written = change(
        "update_item",
        step,
        "attribute_not_exists(Fence) OR Fence <= :fence",
        {":token": event["token"], **stamp(event)},
        UpdateExpression="SET #token = :token, Fence = :fence, Execution = :me, RequestedAt = :now",
        ExpressionAttributeNames={"#token": "Token"},
    )
    if written is None:
        raise StaleExecutionError(f"{step} belongs to {read(step)['Execution']}")


def request_approval(event: Event) -> Event:
    """Ask the operators. The token itself stays in the state table: who may read it may approve."""
    keep_token(event, "TOKEN#APPROVAL")
    source, target = env("SOURCE_REGION"), env("TARGET_REGION")
    item = f"--key '{json.dumps(key('TOKEN#APPROVAL'))}' --query Item.Token.S --output text"
    output = '--task-token "$TOKEN" --task-output \'{"approved": true}\''
    lines = [
        f"Everything is moved and verified. The cutover from {source} to {target} waits for your answer, at most",
        f"{event['settings']['approvalSeconds']} s. A yes drains {source} at once; false refuses.",
        f"TOKEN=$(aws dynamodb get-item --region {target} --table-name {env('STATE_TABLE')} {item})",
        f"aws stepfunctions send-task-success --region {target} {output}",
    ]
    notify("approve the cutover?", lines)
    return {}


def request_cutover(event: Event) -> Event:
    """Ask for the update that makes the target region active; MigrationRecord answers the token when it runs."""
    keep_token(event, "TOKEN#CUTOVER")
    source, target, seconds = env("SOURCE_REGION"), env("TARGET_REGION"), event["settings"]["cutoverSeconds"]
    announce("CUTOVER_READY", {"sourceRegion": source, "targetRegion": target, "seconds": seconds})
    notify(
        "update ActiveRegion now",
        [f"{source} is drained. Within {seconds} s, update the StackSet with ActiveRegion={target}."],
    )
    return {}


def drain(event: Event) -> Event:
    """Take a region out of service: its probe reports it unhealthy from now on."""
    set_drain(event["region"], "true")
    return {"startedAt": int(time.time()), "turn": 0}


def undrain(event: Event) -> Event:
    """Put a region back, and say whether the active region was changed meanwhile."""
    set_drain(event["region"], "false")
    stacks = [read(f"STACK#{region}") for region in (env("SOURCE_REGION"), env("TARGET_REGION"))]
    return {"activeRegionChanged": any(stack.get("ActiveRegion") == env("TARGET_REGION") for stack in stacks)}


def set_drain(region: str, value: str) -> None:
    """Write the drain parameter of a region, in that region."""
    client("ssm", region).put_parameter(Name=drain_parameter(region), Value=value, Type="String", Overwrite=True)


def drain_parameter(region: str) -> str:
    """The name of the parameter by which a region is drained."""
    return f"{env('STATE_PATH')}/drain-{region}"


def check_drained(event: Event) -> Event:
    """Nothing comes into the source's stream, and all that came is through the function.

    Kinesis publishes the age of what was read as long as anybody reads, so that it tells silence from a metric that
    is not there; a minute in which nothing came, or the function had nothing to do, may have no other value.
    """
    settings, count, turn = event["settings"], event["settings"]["drainSamples"], event["turn"] + 1
    source, stream, function = env("SOURCE_REGION"), {"StreamName": env("STREAM_NAME")}, env("ANALYTICS_FUNCTION")
    found = newest(
        {
            "read": Metric(source, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", "Maximum", stream),
            "came": Metric(source, "AWS/Kinesis", "IncomingRecords", "Sum", stream),
            "age": Metric(source, "AWS/Lambda", "IteratorAge", "Maximum", {"FunctionName": function}),
        },
        count,
    )
    limit = settings["iteratorAgeMilliseconds"]
    problems = above("age of what is read (ms)", found["read"], count, limit)
    problems += above("IncomingRecords", found["came"], 0, 0)
    problems += above("IteratorAge (ms)", found["age"], 0, limit)
    late = time.time() >= event["startedAt"] + settings["drainSeconds"] or turn >= settings["drainPolls"]
    if problems and late:
        raise DrainTimeoutError(f"{source}, after {turn} looks: " + "; ".join(problems))
    return {"ok": not problems, "turn": turn, "startedAt": event["startedAt"], "problems": problems}


def observe(event: Event) -> Event:
    """One look at the target region: unhealthy looks in a row, and records that came in, are counted."""
    settings, target, stream = event["settings"], env("TARGET_REGION"), {"StreamName": env("STREAM_NAME")}
    here_healthy = {"Environment": env("ENVIRONMENT"), "Region": target}
    found = newest(
        {
            "healthy": Metric(target, "Trading/Health", "RegionHealthy", "Minimum", here_healthy),
            "errors": Metric(target, "AWS/Lambda", "Errors", "Sum", {"FunctionName": env("ANALYTICS_FUNCTION")}),
            "age": Metric(target, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", "Maximum", stream),
            "came": Metric(target, "AWS/Kinesis", "IncomingRecords", "Sum", stream),
        },
        1,
    )
    problems = above("unhealthy", [1 - value for value in found["healthy"]], 1, 0)
    problems += above("Errors", found["errors"], 0, 0)
    problems += above("age of what is read (ms)", found["age"], 1, settings["observeAgeMilliseconds"])
    problems += above("dead letters", [dead_letters()], 1, settings["deadLetters"])
    return observed(event, problems, event["records"] + int(sum(found["came"])))


def dead_letters() -> int:
    """How many messages wait in the target region's dead-letter queue of the function."""
    queue = here("sqs").get_queue_url(QueueName=f"trading-analytics-dlq-{env('ENVIRONMENT')}")["QueueUrl"]
    wanted = "ApproximateNumberOfMessages"
    return int(here("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=[wanted])["Attributes"][wanted])


def observed(event: Event, problems: list[str], records: int) -> Event:
    """What is counted after a look; ObservationError when it is too much, or too little."""
    settings, turn = event["settings"], event["turn"] + 1
    unhealthy = event["unhealthy"] + 1 if problems else 0
    if unhealthy > settings["observeFailures"]:
        raise ObservationError(f"{unhealthy} unhealthy looks in a row: " + "; ".join(problems))
    done = turn >= settings["observePolls"]
    if done and (problems or records < settings["observeRecords"]):
        raise ObservationError(f"after {turn} looks, {records} records came in: " + "; ".join(problems))
    return {"ok": done, "turn": turn, "unhealthy": unhealthy, "records": records, "problems": problems}


def advise(event: Event) -> Event:
    """Tell the operators what the rollback left to them."""
    source, left = env("SOURCE_REGION"), event["rollback"]
    lines = [f"The migration was rolled back: {reason(event)}"]
    if left.get("activeRegionChanged"):
        lines.append(f"ActiveRegion was changed already. Update the StackSet with ActiveRegion={source}.")
    if "activeRegionChanged" not in left:
        lines.append(f"{source} may still be drained ({left['Error']}), and ActiveRegion be changed. In {source}, set")
        lines.append(f"{drain_parameter(source)} to false; see that ActiveRegion of the StackSet is {source}.")
    announce("ROLLBACK_ADVICE", {"advice": lines[1:]})
    notify("act on the rollback", lines)
    return {}


TASKS: dict[str, Callable[[Event], Event]] = {
    task.__name__: task
    for task in (
        validate, release, record, check_contract, verify_replication, verify_table, verify_backup, request_approval,
        drain, undrain, check_drained, request_cutover, observe, advise,
    )
}  # fmt: skip


def handler(event: Event, _context: object) -> Event:
    """Do the task that the event names. Raises the errors above; any other is a fault of this function's own."""
    try:
        answer = TASKS[event["task"]](event)
    except ClientError as error:
        if error.response["Error"]["Code"] in THROTTLING:
            raise ThrottledError(str(error)) from error
        raise
    log.info(json.dumps({"task": event["task"], "answer": answer}))
    return answer
