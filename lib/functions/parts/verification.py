"""What has to hold before the cutover: objects, table and backups are in the target region."""

import time
from typing import Any

from parts.metrics import above, metric, newest
from parts.quick_clients import client, env
from parts.recorded_steps import steps
from parts.workflow import Json


class NotVerifiedError(Exception):
    """What has to hold before the cutover did not, to the last look."""


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
