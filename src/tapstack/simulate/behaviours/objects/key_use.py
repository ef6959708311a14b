"""The keys that replication uses: one to read what KMS encrypts, one to write its replica.

Source: S3 User Guide, "Replicating encrypted objects" (kms:Decrypt through S3 in the source's region; kms:Encrypt in
the destination's) and "Amazon S3 replication failure reasons" (kms:GenerateDataKey there, and kms:Decrypt, which
"Amazon S3 Bucket Keys and replication" asks for where there is a Bucket Key). As the pages differ, kms:Encrypt or
kms:GenerateDataKey is enough here. That a refused kms:Decrypt is told as SrcGetObjectNotPermitted is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.simulate.behaviours.objects.task import Obstacle, Task
from tapstack.simulate.cloud.held_keys import HeldKey, held_key
from tapstack.simulate.cloud.held_objects import has_bucket_key, region_of

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

_WRITE = ("kms:GenerateDataKey", "kms:Encrypt")


def key_obstacles(life: Life, task: Task, source_key: str) -> Iterator[Obstacle]:
    """What keeps the rule's role from reading with one key, and writing with the other."""
    account, rule = life.cloud.account_id, task.rule
    here = held_key(account, region_of(account, rule.bucket), source_key)
    if here is None or here.state != "Enabled":
        yield Obstacle("SrcKmsKeyInvalidState", _state(source_key, here))
    elif why := _refusal(life, task, here, rule.bucket, "kms:Decrypt"):
        yield Obstacle("SrcGetObjectNotPermitted", why)
    there = held_key(account, region_of(account, rule.destination), rule.key)
    if there is None:
        yield Obstacle("DstKmsKeyNotFound", _state(rule.key, there))
    elif there.state != "Enabled":
        yield Obstacle("DstKmsKeyInvalidState", _state(rule.key, there))
    elif why := _cannot_write(life, task, there):
        yield Obstacle("DstPutObjectNotPermitted", why)


def key_arn(life: Life, region: str, named: str) -> str:
    """The ARN of a key of a region that is named by id, ARN or alias; empty where there is none."""
    found = held_key(life.cloud.account_id, region, named)
    return found.arn if found else ""


def _cannot_write(life: Life, task: Task, key: HeldKey) -> str:
    bucket = task.rule.destination
    refused = [_refusal(life, task, key, bucket, action) for action in _WRITE]
    if all(refused):
        return refused[0]
    with_bucket_key = has_bucket_key(life.cloud.account_id, bucket)
    return _refusal(life, task, key, bucket, "kms:Decrypt") if with_bucket_key else ""


def _refusal(life: Life, task: Task, key: HeldKey, bucket: str, action: str) -> str:
    """The encryption context is the object's ARN, or with a Bucket Key the bucket's."""
    account = life.cloud.account_id
    region, arn = region_of(account, bucket), f"arn:aws:s3:::{bucket}"
    context = {
        "kms:ViaService": f"s3.{region}.amazonaws.com",
        "kms:ResourceAliases": key.aliases,
        "kms:EncryptionContext:aws:s3:arn": arn if has_bucket_key(account, bucket) else f"{arn}/{task.key}",
        "aws:SecureTransport": "true",
    }
    return life.permissions.refusal(task.rule.role, action, key.arn, region=region, context=context)


def _state(named: str, found: HeldKey | None) -> str:
    return f"the key {named or '(none is named)'} is {found.state if found else 'not there'}"
