"""The table in which the migration keeps its state."""

import functools
import os
from collections.abc import Callable
from typing import Any

import boto3
from botocore.config import Config


def state_tables(config: Config) -> Callable[[], Any]:
    """A function that gives the state table, in the target region, the same one whenever it is asked."""

    @functools.cache
    def table() -> Any:
        resource = boto3.resource("dynamodb", region_name=os.environ["TARGET_REGION"], config=config)
        return resource.Table(os.environ["STATE_TABLE"])

    return table


def step_key(step: str) -> dict[str, str]:
    """The key of one step of this migration in the state table."""
    return {"MigrationId": os.environ["MIGRATION_ID"], "Step": step}
