"""What the role of a job may do, and whether the keys that it needs can be used.

What AWS Backup asks for is taken from its own policies, AWSBackupServiceRolePolicyForBackup and ...ForRestores, whose
statements on keys name ``dynamodb.*.amazonaws.com`` as the service they are used by. The words on roles and keys:
https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html, "troubleshooting".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from tapstack.simulate.behaviours.backups.arns import region_of
from tapstack.simulate.behaviours.backups.failing import JobEndedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

Context = Mapping[str, str | Sequence[str]]
_SERVICE = "backup.amazonaws.com"
_NO_KEY = "The specified AWS KMS key ARN does not exist, is not enabled or you do not have permissions to access it."


def assume(life: Life, role: str, region: str) -> None:
    """Raises JobEndedError where AWS Backup cannot act for the role."""
    context = {"aws:SourceAccount": life.cloud.account_id}
    missing = False
    try:
        life.client("iam", region).get_role(RoleName=role.rpartition("/")[2])
    except ClientError:
        missing = True
    if missing or life.permissions.refusal(_SERVICE, "sts:AssumeRole", role, region=region, context=context):
        raise JobEndedError(f"The IAM role {role} cannot be assumed by AWS Backup")


def allow(life: Life, role: str, action: str, resource: str, region: str, context: Context | None = None) -> None:
    """Raises JobEndedError where the role may not."""
    if why := life.permissions.refusal(role, action, resource, region=region, context=context):
        raise JobEndedError(why)


def use_key(life: Life, role: str, actions: Sequence[str], key: str, service: str) -> None:
    """Raises JobEndedError where a key is not enabled, or the role may not use it through a service."""
    region = region_of(key)
    about = _described(life, key, region)
    if about["KeyState"] != "Enabled":
        raise JobEndedError(f"{_NO_KEY} {key} is {about['KeyState']}.")
    pages = life.client("kms", region).get_paginator("list_aliases").paginate(KeyId=key)
    aliases = [alias["AliasName"] for page in pages for alias in page["Aliases"]]
    context = {"kms:ViaService": f"{service}.{region}.amazonaws.com", "kms:ResourceAliases": aliases}
    for action in actions:
        allow(life, role, action, key, region, context)


def _described(life: Life, key: str, region: str) -> dict[str, str]:
    try:
        return dict(life.client("kms", region).describe_key(KeyId=key)["KeyMetadata"])
    except ClientError as error:
        raise JobEndedError(f"{_NO_KEY} {key} does not exist.") from error
