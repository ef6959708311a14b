"""AWS::DynamoDB::Table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.dynamodb import tables
from tapstack.simulate.adapters.dynamodb.beside import finish
from tapstack.simulate.adapters.dynamodb.keys import as_named
from tapstack.simulate.adapters.dynamodb.told import read, stream
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.tags import tags, told
from tapstack.simulate.resources import Made, Wanted


class Table(Adapter):
    """A table; Ref gives its name."""

    type = "AWS::DynamoDB::Table"
    carried = frozenset({"TableName", "Tags", *tables.SCHEMA, *tables.SETTINGS})
    recorded = frozenset(
        {"ContributorInsightsSpecification", "KinesisStreamSpecification", "OnDemandThroughput", "TableClass"}
    )
    partly: ClassVar[Mapping[str, str]] = {
        "GlobalSecondaryIndexes/*/ContributorInsightsSpecification": "moto loses it",
        "GlobalSecondaryIndexes/*/OnDemandThroughput": "moto loses it",
        "StreamSpecification/ResourcePolicy": "moto holds policies of tables only",
        "StreamSpecification/Tags": "moto holds tags of tables only",
    }

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateTable, then what needs a table that is there."""
        client = bench.client("dynamodb")
        name = wanted.properties.get("TableName") or generated(bench.owner, wanted)
        made = _made(name, tables.create(client, name, wanted.properties, tags(bench, wanted)))
        with self.begun(made):
            finish(client, name, made.attributes["Arn"], wanted.properties)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateTable and the calls beside it."""
        client, name = bench.client("dynamodb"), made.physical_id
        about = tables.update(client, name, wanted.properties)
        tables.tag(client, made.attributes["Arn"], tags(bench, before), tags(bench, wanted))
        return _made(name, about)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteTable."""
        tables.delete(bench.client("dynamodb"), made.physical_id)

    def adopt(self, bench: Bench, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """DescribeTable."""
        name = identifier["TableName"]
        return _made(name, bench.client("dynamodb").describe_table(TableName=name)["Table"])

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeTable and the calls beside it."""
        client = bench.client("dynamodb")
        found = read(client, made.physical_id)
        pairs = client.list_tags_of_resource(ResourceArn=made.attributes["Arn"]).get("Tags", [])
        key = as_named(bench, bench.region, found["SSESpecification"], wanted.properties.get("SSESpecification"))
        return found | {"Tags": told(bench, pairs, wanted=wanted), "SSESpecification": key}


def _made(name: str, about: Mapping[str, Any]) -> Made:
    return Made(name, {"Arn": about["TableArn"], **stream(about)})
