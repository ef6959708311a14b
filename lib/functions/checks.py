"""What the migration's state machine looks at: do both regions agree, is the source drained, is the target well.

It runs in the target region and changes nothing. A check answers what it found; what ends the migration is raised.
"""

import time
from collections.abc import Callable
from typing import Any

from boto3.dynamodb.conditions import Key

from parts.quick_clients import client, env, state_table
from parts.workflow import Json, carry_out

Metrics = dict[str, dict[str, Any]]

CONTRACT = {"VpcId", "VpcCidr", "RouteTableIds", "KmsKeyArn", "BucketName", "VaultArn", "BusArn"}
COMPLETE = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}


class ContractError(Exception):
    """The two stacks do not stand ready for each other."""


class NotVerifiedError(Exception):
    """What has to hold before the cutover did not, to the last look."""


class DrainTimeoutError(Exception):
    """Records kept coming, or waiting, in the source region for too long."""


class ObservationError(Exception):
    """The target region did not do well after the cutover."""


def steps(prefix: str) -> dict[str, dict[str, Any]]:
    """What the state table holds of this migration, by those steps that begin so."""
    wanted = Key("MigrationId").eq(env("MIGRATION_ID")) & Key("Step").begins_with(prefix)
    lister = state_table().meta.client.get_paginator("query")
    pages = lister.paginate(TableName=env("STATE_TABLE"), KeyConditionExpression=wanted, ConsistentRead=True)
    return {item["Step"]: item for page in pages for item in page["Items"]}


def metric(namespace: str, name: str, statistic: str, **dimensions: str) -> dict[str, Any]:
    """A metric, a value a minute, as GetMetricData takes it."""
    pairs = [{"Name": dimension, "Value": value} for dimension, value in dimensions.items()]
    named = {"Namespace": namespace, "MetricName": name, "Dimensions": pairs}
    return {"Metric": named, "Stat": statistic, "Period": 60}


def newest(region: str, count: int, metrics: Metrics, settling: int = 2) -> dict[str, list[float]]:
    """The newest ``count`` values of each metric, a minute each; fewer where fewer are to be had.

    The minute that is under way is left out, and CloudWatch has ``settling`` minutes to publish the last ones.
    """
    end = int(time.time()) // 60 * 60
    answer = client("cloudwatch", region).get_metric_data(
        MetricDataQueries=[{"Id": name, "MetricStat": wanted} for name, wanted in metrics.items()],
        StartTime=end - 60 * (count + settling),
        EndTime=end,
        ScanBy="TimestampDescending",
    )
    return {result["Id"]: result["Values"][:count] for result in answer["MetricDataResults"]}


def above(what: str, values: list[float], count: int, limit: float) -> list[str]:
    """What speaks against ``count`` values up to ``limit``. Too few of them do: silence is not success."""
    if len(values) < count:
        return [f"{what}: {len(values)} of {count} samples"]
    return [f"{what}: {max(values):g}, above {limit:g}"] if values and max(values) > limit else []


def check_contract(_event: Json) -> Json:
    """Both stacks are complete at one revision, the target's contract is there, and the source is in service."""
    kept, regions = steps("STACK#"), (env("SOURCE_REGION"), env("TARGET_REGION"))
    stacks = {region: kept.get(f"STACK#{region}", {}) for region in regions}
    revisions = sorted({str(stack.get("Revision")) for stack in stacks.values()})
    problems = missing_contract() + left_drained()
    problems += [
        f"the stack in {region} is {stack.get('Status', 'not recorded')}"
        for region, stack in stacks.items()
        if stack.get("Status") not in COMPLETE
    ]
    if len(revisions) > 1:
        problems.append("the stacks are at revisions " + " and ".join(revisions))
    if problems:
        raise ContractError("; ".join(problems) + ". Run the StackSet operation to its end, then start again.")
    return {"revision": revisions[0]}


def missing_contract() -> list[str]:
    """The parameters that the target's stack should have published and has not."""
    lister = client("ssm", env("TARGET_REGION")).get_paginator("get_parameters_by_path")
    pages = lister.paginate(Path=env("CONTRACT_PATH"))
    found = {parameter["Name"].rpartition("/")[2] for page in pages for parameter in page["Parameters"]}
    return [f"{env('CONTRACT_PATH')}/{name} is missing" for name in sorted(CONTRACT - found)]


def left_drained() -> list[str]:
    """What an execution that was stopped after its drain has left: a source that is out of service."""
    region = env("SOURCE_REGION")
    name = f"{env('STATE_PATH')}/drain-{region}"
    kept = client("ssm", region).get_parameters(Names=[name])["Parameters"]
    if [parameter["Value"] for parameter in kept] == ["false"]:
        return []
    return [f"{name} in {region} is not false (has an execution left it so? then set it)"]


def verdict(event: Json, problems: list[str]) -> Json:
    """What a check found, for the state machine to go on or look again; NotVerifiedError after the last look."""
    turn = event["turn"] + 1
    if problems and turn >= event["settings"]["verifyPolls"]:
        raise NotVerifiedError(f"{event['task']}, after {turn} looks: " + "; ".join(problems))
    return {"ok": not problems, "turn": turn, "problems": problems}


def verify_replication(event: Json) -> Json:
    """S3 keeps up: latency in its bounds, nothing failed, in each of the last samples.

    S3 publishes ReplicationLatency in the destination's region and OperationsFailedReplication in the source's
    (User Guide, "Using S3 Replication metrics"), the latter only while something is replicated.
    """
    settings, count = event["settings"], event["settings"]["samples"]
    buckets = {"SourceBucket": env("SOURCE_BUCKET"), "DestinationBucket": env("TARGET_BUCKET")}
    rule = {**buckets, "RuleId": env("REPLICATION_RULE")}
    latency = {"latency": metric("AWS/S3", "ReplicationLatency", "Maximum", **rule)}
    failed = {"failed": metric("AWS/S3", "OperationsFailedReplication", "Sum", **rule)}
    found = newest(env("TARGET_REGION"), count, latency, 5) | newest(env("SOURCE_REGION"), count, failed, 5)
    problems = above("ReplicationLatency (s)", found["latency"], count, settings["replicationLatencySeconds"])
    problems += above("OperationsFailedReplication", found["failed"], 0 if settings["idleBucket"] else count, 0)
    return verdict(event, problems)


def verify_table(event: Json) -> Json:
    """The table is ACTIVE in both regions, and the target is seconds behind the source."""
    settings, source, target = event["settings"], env("SOURCE_REGION"), env("TARGET_REGION")
    name = env("TABLE_NAME")
    ours, theirs = (client("dynamodb", region).describe_table(TableName=name)["Table"] for region in (source, target))
    replicas = {replica["RegionName"]: replica["ReplicaStatus"] for replica in ours.get("Replicas", [])}
    states = {
        f"table in {source}": ours["TableStatus"],
        f"table in {target}": theirs["TableStatus"],
        f"replica {target} of {source}": replicas.get(target, "absent"),
    }
    latency = metric("AWS/DynamoDB", "ReplicationLatency", "Average", TableName=name, ReceivingRegion=target)
    found = newest(source, settings["samples"], {"latency": latency})["latency"]
    problems = [f"{thing} is {status}" for thing, status in states.items() if status != "ACTIVE"]
    problems += above("ReplicationLatency (ms)", found, settings["samples"], settings["tableLatencyMilliseconds"])
    return verdict(event, problems)


def verify_backup(event: Json) -> Json:
    """A copy of the source's table lies in the target's vault, and a restore was verified, both not too old."""
    hours = event["settings"]["backupHours"]
    since = time.time() - 3600 * hours
    problems = []
    if not any(point["CreationDate"].timestamp() >= since for point in copies()):
        problems.append(f"no completed copy of {env('TABLE_NAME')} in {env('TARGET_VAULT')} in {hours} h")
    restores = steps("RESTORE#").values()
    if not any(restore["Status"] == "SUCCESSFUL" and restore["UpdatedAt"] >= since for restore in restores):
        problems.append(f"no successful restore test in {hours} h")
    return verdict(event, problems)


def copies() -> list[dict[str, Any]]:
    """The completed recovery points of the source's table in the target's vault: they can only have been copied."""
    lister = client("backup", env("TARGET_REGION")).get_paginator("list_recovery_points_by_backup_vault")
    return [
        point
        for page in lister.paginate(BackupVaultName=env("TARGET_VAULT"), ByResourceType="DynamoDB")
        for point in page["RecoveryPoints"]
        if point["Status"] == "COMPLETED"
        and f":dynamodb:{env('SOURCE_REGION')}:" in point["ResourceArn"]
        and point["ResourceArn"].endswith(f":table/{env('TABLE_NAME')}")
    ]


def stream_metrics() -> Metrics:
    """What comes into the stream of a region, and how old is what is read of it."""
    name = env("STREAM_NAME")
    return {
        "came": metric("AWS/Kinesis", "IncomingRecords", "Sum", StreamName=name),
        "read": metric("AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", "Maximum", StreamName=name),
    }


def check_drained(event: Json) -> Json:
    """Nothing comes into the source's stream, and all that came is through the function.

    Kinesis publishes the age of what was read as long as anybody reads, so that it tells silence from a metric that
    is not there; a minute in which nothing came, or the function had nothing to do, may have no other value.
    """
    settings, source, turn = event["settings"], env("SOURCE_REGION"), event["turn"] + 1
    age = metric("AWS/Lambda", "IteratorAge", "Maximum", FunctionName=env("ANALYTICS_FUNCTION"))
    found = newest(source, settings["drainSamples"], stream_metrics() | {"age": age})
    limit = settings["iteratorAgeMilliseconds"]
    problems = above("age of what is read (ms)", found["read"], settings["drainSamples"], limit)
    problems += above("IncomingRecords", found["came"], 0, 0)
    problems += above("IteratorAge (ms)", found["age"], 0, limit)
    late = time.time() >= event["startedAt"] + settings["drainSeconds"] or turn >= settings["drainPolls"]
    if problems and late:
        raise DrainTimeoutError(f"{source}, after {turn} looks: " + "; ".join(problems))
    return {"ok": not problems, "turn": turn, "startedAt": event["startedAt"], "problems": problems}


def observe(event: Json) -> Json:
    """One look at the target region: unhealthy looks in a row, and records that came in, are counted."""
    settings, target, name = event["settings"], env("TARGET_REGION"), env("ANALYTICS_FUNCTION")
    probe = {"Environment": env("ENVIRONMENT"), "Region": target}
    function = {
        "healthy": metric("Trading/Health", "RegionHealthy", "Minimum", **probe),
        "errors": metric("AWS/Lambda", "Errors", "Sum", FunctionName=name),
    }
    found = newest(target, 1, stream_metrics() | function)
    problems = above("unhealthy", [1 - value for value in found["healthy"]], 1, 0)
    problems += above("Errors", found["errors"], 0, 0)
    problems += above("age of what is read (ms)", found["read"], 1, settings["observeAgeMilliseconds"])
    problems += above("dead letters", [dead_letters()], 1, settings["deadLetters"])
    return observed(event, problems, event["records"] + int(sum(found["came"])))


def dead_letters() -> int:
    """How many messages wait in the target region's dead-letter queue of the function."""
    sqs, wanted = client("sqs", env("TARGET_REGION")), "ApproximateNumberOfMessages"
    queue = sqs.get_queue_url(QueueName=f"trading-analytics-dlq-{env('ENVIRONMENT')}")["QueueUrl"]
    return int(sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=[wanted])["Attributes"][wanted])


def observed(event: Json, problems: list[str], records: int) -> Json:
    """What is counted after a look; ObservationError when it is too much, or too little."""
    settings, turn = event["settings"], event["turn"] + 1
    unhealthy = event["unhealthy"] + 1 if problems else 0
    if unhealthy > settings["observeFailures"]:
        raise ObservationError(f"{unhealthy} unhealthy looks in a row: " + "; ".join(problems))
    done = turn >= settings["observePolls"]
    if done and (problems or records < settings["observeRecords"]):
        raise ObservationError(f"after {turn} looks, {records} records came in: " + "; ".join(problems))
    return {"ok": done, "turn": turn, "unhealthy": unhealthy, "records": records, "problems": problems}


TASKS: dict[str, Callable[[Json], Json]] = {
    task.__name__: task
    for task in (check_contract, verify_replication, verify_table, verify_backup, check_drained, observe)
}


def handler(event: Json, _context: object) -> Json:
    """Do the task that the event names. Raises the errors above; any other is a fault of this function's own."""
    return carry_out(TASKS, event)
