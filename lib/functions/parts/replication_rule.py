"""The replication rule of the historical bucket, which comes and goes with the migration."""

import os

from botocore.exceptions import ClientError

from parts.clients import code
from parts.object_clients import in_source
from parts.workflow import Json, PreconditionError


def prepare_objects(_: Json) -> Json:
    """Add our rule to the historical bucket's replication."""
    bucket = os.environ["HISTORICAL_BUCKET"]
    if not bucket:
        return {"done": True, "historical": False, "rule": ""}
    require_region(bucket)
    current, ours = replication(bucket), os.environ["REPLICATION_ROLE_ARN"]
    others = without_ours(current)
    if others and current["Role"] != ours:
        raise PreconditionError(
            f"Bucket {bucket} replicates with role {current['Role']}, which all its rules share, and S3 may be handed "
            f"{ours} only. Let its rules use that one, then start again."
        )
    configuration = {"Role": ours, "Rules": [*others, rule(others)]}
    in_source("s3").put_bucket_replication(Bucket=bucket, ReplicationConfiguration=configuration)
    return {"done": True, "historical": True, "rule": rule_id()}


def restore_objects(_: Json) -> Json:
    """Take our rule out; the others, and the role that they share, stay as they are now."""
    bucket = os.environ["HISTORICAL_BUCKET"]
    current = replication(bucket) if bucket else {}
    others = without_ours(current)
    if len(others) == len(current.get("Rules", [])):
        return {"done": True, "restored": "NOTHING"}
    if others:
        configuration = {**current, "Rules": others}
        in_source("s3").put_bucket_replication(Bucket=bucket, ReplicationConfiguration=configuration)
    else:
        in_source("s3").delete_bucket_replication(Bucket=bucket)
    return {"done": True, "restored": "RULE"}


def rule_id() -> str:
    """The name of our rule, the same in every run of one migration."""
    return f"migration-{os.environ['MIGRATION_ID']}"[:255]


def rule(others: list[Json]) -> Json:
    """Our rule: everything, delete markers, encrypted objects, metadata, within 15 minutes."""
    return {
        "ID": rule_id(),
        "Priority": 1 + max((other.get("Priority", 0) for other in others), default=0),
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "DeleteMarkerReplication": {"Status": "Enabled"},
        "SourceSelectionCriteria": {
            "SseKmsEncryptedObjects": {"Status": "Enabled"},
            "ReplicaModifications": {"Status": "Enabled"},
        },
        "Destination": {
            "Bucket": arn(os.environ["TARGET_BUCKET"]),
            "EncryptionConfiguration": {"ReplicaKmsKeyID": os.environ["REPLICA_KEY_ARN"]},
            "ReplicationTime": {"Status": "Enabled", "Time": {"Minutes": 15}},
            "Metrics": {"Status": "Enabled", "EventThreshold": {"Minutes": 15}},
        },
    }


def arn(bucket: str) -> str:
    """The ARN of a bucket, in the partition of the report bucket."""
    return f"{os.environ['REPORT_BUCKET_ARN'].split(':::')[0]}:::{bucket}"


def replication(bucket: str) -> Json:
    """The replication configuration of a bucket in the source region; empty if there is none."""
    try:
        answer = in_source("s3").get_bucket_replication(Bucket=bucket)
    except ClientError as error:
        if code(error) == "ReplicationConfigurationNotFoundError":
            return {}
        raise
    return dict(answer["ReplicationConfiguration"])


def without_ours(configuration: Json) -> list[Json]:
    """The rules that are not ours."""
    return [found for found in configuration.get("Rules", []) if found.get("ID") != rule_id()]


def require_region(bucket: str) -> None:
    """Our jobs are in the source region."""
    region = os.environ["SOURCE_REGION"]
    location = in_source("s3").get_bucket_location(Bucket=bucket)["LocationConstraint"] or "us-east-1"
    if location != region:
        raise PreconditionError(f"Bucket {bucket} is in {location}. Its objects must be copied to {region} first.")
