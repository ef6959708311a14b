"""AWS::DynamoDB::Table."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.dynamodb import tables
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.tags import tags, told
from tapstack.simulate.resources import Made, Wanted


class Table(Adapter):
    """A table; Ref gives its name."""

    type = "AWS::DynamoDB::Table"
    carried = frozenset({"TableName", "Tags", *tables.SCHEMA, *tables.SETTINGS})
    recorded = frozenset(
        {
            *("ContributorInsightsSpecification", "KinesisStreamSpecification", "OnDemandThroughput"),
            *("ResourcePolicy", "WarmThroughput"),
        }
    )

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateTable, then expiry and recovery."""
        client = bench.client("dynamodb")
        name = wanted.properties.get("TableName") or generated(bench.owner, wanted)
        about = tables.create(client, name, wanted.properties, tags(bench, wanted))
        made = _made(name, about)
        with self.begun(made):
            tables.finish(client, name, {}, wanted.properties)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateTable and the calls beside it."""
        client, name = bench.client("dynamodb"), made.physical_id
        tables.update(client, name, before.properties, wanted.properties)
        tables.tag(client, made.attributes["Arn"], tags(bench, before), tags(bench, wanted))
        return _made(name, client.describe_table(TableName=name)["Table"])

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteTable."""
        tables.delete(bench.client("dynamodb"), made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeTable and the calls beside it."""
        client = bench.client("dynamodb")
        pairs = client.list_tags_of_resource(ResourceArn=made.attributes["Arn"]).get("Tags", [])
        return tables.read(client, made.physical_id) | {"Tags": told(bench, pairs)}


def _made(name: str, about: Any) -> Made:
    stream = {"StreamArn": about["LatestStreamArn"]} if about.get("LatestStreamArn") else {}
    return Made(name, {"Arn": about["TableArn"], **stream})
