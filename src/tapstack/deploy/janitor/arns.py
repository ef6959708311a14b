"""ARNs of what the Resource Groups Tagging API lists, as type and physical id.

Source: https://docs.aws.amazon.com/service-authorization/latest/reference/ (resource types of each service).
"""

from __future__ import annotations

import re

_FORMS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("s3", "AWS::S3::Bucket", re.compile(r"([^/]+)")),
    ("dynamodb", "AWS::DynamoDB::Table", re.compile(r"table/([^/]+)")),
    ("kinesis", "AWS::Kinesis::Stream", re.compile(r"stream/([^/]+)")),
    ("sqs", "AWS::SQS::Queue", re.compile(r"([^/]+)")),
    ("backup", "AWS::Backup::BackupVault", re.compile(r"backup-vault:(.+)")),
    ("logs", "AWS::Logs::LogGroup", re.compile(r"log-group:([^:]+)(?::\*)?")),
    ("kms", "AWS::KMS::Key", re.compile(r"key/(.+)")),
)


def store_of(arn: str) -> tuple[str, str] | None:
    """The type and physical id of a store; None of anything else, what belongs to a store among it."""
    _, _, service, _, _, rest = arn.split(":", 5)
    for name, type_name, form in _FORMS:
        match = form.fullmatch(rest) if name == service else None
        if match:
            return type_name, match[1]
    return None
