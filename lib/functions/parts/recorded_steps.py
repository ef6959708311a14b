"""Steps of the migration in the state table, several at once."""

from typing import Any

from boto3.dynamodb.conditions import Key

from parts.quick_clients import env, state_table


def steps(prefix: str) -> dict[str, dict[str, Any]]:
    """What the state table holds of this migration, by those steps that begin so."""
    wanted = Key("MigrationId").eq(env("MIGRATION_ID")) & Key("Step").begins_with(prefix)
    lister = state_table().meta.client.get_paginator("query")
    pages = lister.paginate(TableName=env("STATE_TABLE"), KeyConditionExpression=wanted, ConsistentRead=True)
    return {item["Step"]: item for page in pages for item in page["Items"]}
