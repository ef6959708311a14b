"""What replication needs: a role that may, keys that work, a destination that takes versions.

S3 says nothing to whoever writes: a version that it may not replicate has the status FAILED, and that is all. Source:
S3 User Guide, "Setting up permissions for live replication" and "Replicating encrypted objects".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.objects.rules import Rule

_READ = ("s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging")
_SERVICE = "s3.amazonaws.com"


def obstacle(life: Life, rule: Rule, key: str, *, encrypted_with: str, marker: bool) -> str:
    """Why a version cannot be replicated; empty where it can."""
    return next((why for why in _obstacles(life, rule, key, encrypted_with, marker=marker) if why), "")


def _obstacles(life: Life, rule: Rule, key: str, encrypted_with: str, *, marker: bool) -> Iterator[str]:
    here, there = life.objects.region(rule.bucket), life.objects.region(rule.destination)
    if not there:
        yield f"the bucket {rule.destination} is not there"
        return
    if not life.objects.is_versioned(rule.destination):
        yield f"the bucket {rule.destination} keeps no versions"
    yield life.permissions.refusal(_SERVICE, "sts:AssumeRole", rule.role, region=here)
    source, target = f"arn:aws:s3:::{rule.bucket}/{key}", f"arn:aws:s3:::{rule.destination}/{key}"
    if marker:
        yield life.permissions.refusal(rule.role, "s3:ReplicateDelete", target, region=there)
        return
    for action in _READ:
        yield life.permissions.refusal(rule.role, action, source, region=here)
    for action in ("s3:ReplicateObject", "s3:ReplicateTags"):
        yield life.permissions.refusal(rule.role, action, target, region=there)
    if encrypted_with:
        yield _key(life, rule, encrypted_with, here, "kms:Decrypt")
    if rule.key:
        yield _key(life, rule, rule.key, there, "kms:GenerateDataKey")


def _key(life: Life, rule: Rule, key: str, region: str, action: str) -> str:
    """Why a key cannot be used by the rule's role in S3's name."""
    client = life.client("kms", region)
    try:
        about = client.describe_key(KeyId=key)["KeyMetadata"]
    except ClientError as error:
        return f"{key}: {error.response['Error']['Code']}"
    if about["KeyState"] != "Enabled":
        return f"the key {about['Arn']} is {about['KeyState']}"
    aliases = [one["AliasName"] for one in client.list_aliases(KeyId=about["KeyId"])["Aliases"]]
    context = {"kms:ViaService": f"s3.{region}.amazonaws.com", "kms:ResourceAliases": aliases}
    return life.permissions.refusal(rule.role, action, about["Arn"], region=region, context=context)
