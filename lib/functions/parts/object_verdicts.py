"""What is so of an object in two buckets, by the listings and by HeadObject."""

import os

from botocore.exceptions import ClientError

from parts.clients import code
from parts.object_clients import client
from parts.workflow import Json


def by_listing(entries: list[Json], replica: Json | None, cutoff: int) -> str:
    """What the listings say about a key; ``doubtful`` if that is not enough."""
    if not entries:
        return "extra"
    if len(entries) > 1:  # both arrive as one key: the later one hides the other
        return "collisions"
    if entries[0]["LastModified"].timestamp() > cutoff:
        return "recent"
    return "equal" if replica and replica["Size"] == entries[0]["Size"] else "doubtful"


def look(cutoff: int, bucket: str, key: str) -> tuple[list[str], int]:
    """What two HeadObject say about a key now, and the bytes that are proved to be on both sides."""
    ours = head(bucket, os.environ["SOURCE_REGION"], key)
    if not ours or ours["LastModified"].timestamp() > cutoff:
        return ["changed"], 0  # deleted or written again since it was listed
    replica = head(os.environ["TARGET_BUCKET"], os.environ["TARGET_REGION"], key)
    if not replica or replica["ContentLength"] != ours["ContentLength"]:
        return ["sizeDiffers" if replica else "missing", *replication(ours)], 0
    checked = checksums(ours, replica)
    # FAILED may be about another rule's bucket, which an equal checksum here shows.
    failed = [] if checked == "checksumEqual" and ours.get("ReplicationStatus") == "FAILED" else replication(ours)
    return ["equal", checked, *failed], ours["ContentLength"]


def replication(ours: Json) -> list[str]:
    """What is to be counted of the status that S3 gives a source object."""
    counted = {"FAILED": "replicationFailed", "PENDING": "replicationPending"}.get(ours.get("ReplicationStatus", ""))
    return [counted] if counted else []


def head(bucket: str, region: str, key: str) -> Json:
    """What S3 says about the current version of an object; empty if there is none."""
    try:
        answer: Json = client("s3", region).head_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED")
    except ClientError as error:
        if code(error) in {"404", "NoSuchKey"}:
            return {}
        raise
    return answer


def checksums(one: Json, other: Json) -> str:
    """Whether checksums of one algorithm, over equally many parts (``-N`` behind the value), are equal."""
    names = {name for name in one.keys() & other.keys() if name.startswith("Checksum") and name != "ChecksumType"}
    pairs = [(one[name], other[name]) for name in names if one[name].partition("-")[2] == other[name].partition("-")[2]]
    if not pairs:
        return "checksumWithout"
    return "checksumEqual" if all(value == replica for value, replica in pairs) else "checksumDiffers"
