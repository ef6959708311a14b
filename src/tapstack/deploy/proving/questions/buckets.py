"""Buckets: where they are, and whether objects are replicated to where it was planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.deploy.errors import code
from tapstack.deploy.proving.answers import Answer, failed, judged, nothing, passed
from tapstack.deploy.proving.calls import attempted

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked

_OLD = {None: "us-east-1", "": "us-east-1", "EU": "eu-west-1"}
_BUCKET = "AWS::S3::Bucket"
_NO_REPLICATION = "ReplicationConfigurationNotFoundError"


def location(asked: Asked) -> Iterator[Answer]:
    """Whether the bucket is in the stack's region."""
    where = _region(asked, asked.physical_id)
    yield judged(where == asked.region, f"It is in {where}.")


def replication(asked: Asked) -> Iterator[Answer]:
    """Each rendered rule: is it there and in its state, and what of its destination."""
    rules = list(asked["ReplicationConfiguration"].each("Rules[]"))
    if not rules:
        yield nothing("It has no replication rules.")
        return
    there = _rules(asked)
    for rule in rules:
        wanted, bucket = rule["Status"].text, rule["Destination.Bucket"].text
        name = rule["Id"].text or f"to {bucket}"
        told = there.get((rule["Id"].text, bucket)) if rule.has("Id") else _leading_to(there, bucket)
        if told is None:
            yield failed(f"Its replication rule {name} is gone: no such rule leads to {bucket}.")
        elif told["Status"] != wanted:
            yield failed(f"Its replication rule {name} is {told['Status']}, and should be {wanted}.")
        else:
            yield passed(f"Its replication rule {name} to {bucket} is {wanted}.")
        yield from attempted(_destination(asked, bucket.rpartition(":")[2]), f"The destination {bucket}: ")


def _rules(asked: Asked) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The rules that are there, by id and destination; none where the bucket has no configuration."""
    try:
        told = asked.client("s3").get_bucket_replication(Bucket=asked.physical_id)["ReplicationConfiguration"]
    except ClientError as error:
        if code(error) == _NO_REPLICATION:
            return {}
        raise
    return {(one.get("ID", ""), one["Destination"]["Bucket"]): one for one in told["Rules"]}


def _leading_to(rules: Mapping[tuple[str, str], Mapping[str, Any]], bucket: str) -> Mapping[str, Any] | None:
    return next((rule for (_, to), rule in rules.items() if to == bucket), None)


def _destination(asked: Asked, bucket: str) -> Iterator[Answer]:
    """Whether the bucket that a rule leads to is there, where its stack makes it, and versioned."""
    planned, where = asked.deployed.named(bucket, _BUCKET), _region(asked, bucket)
    if planned is not None and where != planned.region:
        yield failed(f"The destination {bucket} is in {where}, and should be in {planned.region}.")
    status = asked.client("s3", where).get_bucket_versioning(Bucket=bucket).get("Status", "not set")
    yield judged(status == "Enabled", f"The destination {bucket} is in {where}; its versioning is {status}.")


def _region(asked: Asked, bucket: str) -> str:
    told = asked.client("s3").get_bucket_location(Bucket=bucket).get("LocationConstraint")
    return _OLD.get(told, str(told))
