"""What ARNs say to AWS Backup."""

from __future__ import annotations

from tapstack.simulate.resources import UnsupportedError

TEST = "awsbackup-restore-test"
"""The tag of what a restore test has made, and how its name begins: plans ignore it.

Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html, "Data deletion".
"""
_KINDS = {"dynamodb": "DynamoDB", "s3": "S3"}


def kind(arn: str) -> str:
    """The resource type as AWS Backup names it. Raises UnsupportedError for a type that is not modelled."""
    service = arn.split(":")[2]
    if service not in _KINDS:
        raise UnsupportedError(f"The simulator backs up DynamoDB and S3 only, not {arn}.")
    return _KINDS[service]


def region_of(arn: str) -> str:
    """The region; empty for a bucket."""
    return arn.split(":")[3]


def name_of(arn: str) -> str:
    """The name of a table, a bucket or a vault."""
    return arn.rpartition(":")[2].removeprefix("table/")


def vault_arn(region: str, account: str, name: str) -> str:
    """The ARN of a vault."""
    return f"arn:aws:backup:{region}:{account}:backup-vault:{name}"


def table_arn(region: str, account: str, name: str) -> str:
    """The ARN of a table."""
    return f"arn:aws:dynamodb:{region}:{account}:table/{name}"
