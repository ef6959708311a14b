"""What is named like something of a nightly run, where no tag tells of that run: it is reported, and never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from tapstack.deploy.janitor.mark import PREFIX
from tapstack.deploy.janitor.remain import UNCLAIMED, Remain, Told
from tapstack.deploy.janitor.scope import Scope

_LIKE = re.compile(rf"(?<![0-9a-z]){PREFIX}[a-z][0-9a-z]+-[0-9]+(?![0-9a-z])")
_WHY = "No tag tells of that run. Look at it, and remove it by hand."


def find(scope: Scope) -> Iterator[Told]:
    """Buckets, roles, tables and log groups, each with its own age."""
    for remain, created in _all(scope):
        if remain.suffix not in scope.runs:
            yield Told(remain, UNCLAIMED, (scope.now - created).total_seconds() / 3600, _WHY)


def _all(scope: Scope) -> Iterator[tuple[Remain, datetime]]:
    for row in scope.client("s3").list_buckets()["Buckets"]:
        yield from _like("AWS::S3::Bucket", scope.home, row["Name"], row["CreationDate"])
    for page in scope.client("iam").get_paginator("list_roles").paginate():
        for row in page["Roles"]:
            yield from _like("AWS::IAM::Role", scope.home, row["RoleName"], row["CreateDate"])
    for region in scope.regions:
        yield from _regional(scope, region)


def _regional(scope: Scope, region: str) -> Iterator[tuple[Remain, datetime]]:
    for page in scope.client("logs", region).get_paginator("describe_log_groups").paginate():
        for row in page["logGroups"]:
            created = datetime.fromtimestamp(row["creationTime"] / 1000, UTC)
            yield from _like("AWS::Logs::LogGroup", region, row["logGroupName"], created)
    client = scope.client("dynamodb", region)
    for page in client.get_paginator("list_tables").paginate():
        for name in filter(_LIKE.search, page["TableNames"]):
            created = client.describe_table(TableName=name)["Table"]["CreationDateTime"]
            yield from _like("AWS::DynamoDB::Table", region, name, created)


def _like(type_name: str, region: str, name: str, created: Any) -> Iterator[tuple[Remain, datetime]]:
    match = _LIKE.search(name)
    if match:
        yield Remain(match[0], type_name, region, name), created
