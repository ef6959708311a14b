"""AWS::DynamoDB::GlobalTable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.dynamodb import replicas, tables
from tapstack.simulate.adapters.dynamodb.beside import finish
from tapstack.simulate.adapters.dynamodb.keys import as_named
from tapstack.simulate.adapters.dynamodb.told import read, stream
from tapstack.simulate.adapters.names import generated, token
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import told
from tapstack.simulate.resources import Made, RefusedError, Wanted

_LOST = "moto loses it"
_READS = ("ReadOnDemandThroughputSettings", "ReadProvisionedThroughputSettings")
_WRITES = ("WriteOnDemandThroughputSettings", "WriteProvisionedThroughputSettings")
_OF_REPLICAS = (
    *("ContributorInsightsSpecification", "DisassociationProtectionEnabled", "GlobalSecondaryIndexes"),
    *("GlobalTableSettingsReplicationMode", "KinesisStreamSpecification", "ReplicaStreamSpecification", "TableClass"),
    *_READS,
)


class GlobalTable(Adapter):
    """A table with replicas; Ref gives its name, the attributes are those of the stack's own region."""

    type = "AWS::DynamoDB::GlobalTable"
    carried = frozenset(
        {
            *("TableName", *tables.SCHEMA, "BillingMode", "StreamSpecification", "SSESpecification"),
            *("TimeToLiveSpecification", "WarmThroughput", "Replicas"),
        }
    )
    recorded = frozenset({"MultiRegionConsistency", "GlobalTableWitnesses", *_READS, *_WRITES})
    partly: ClassVar[Mapping[str, str]] = {
        **{f"GlobalSecondaryIndexes/*/{name}": _LOST for name in (*_READS, *_WRITES)},
        **{f"Replicas/*/{name}": _LOST for name in _OF_REPLICAS},
    }

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateTable in the stack's region, then a replica in each other."""
        name = wanted.properties.get("TableName") or generated(bench.owner, wanted)
        _refuse_without_own(bench, wanted)
        about = self._make(bench, name, wanted, bench.region)
        made = Made(name, {"Arn": about["TableArn"], "TableId": token(bench.owner, wanted), **stream(about)})
        with self.begun(made):
            self._finish(bench, name, wanted, bench.region)
            for region in replicas.listed(wanted):
                if region != bench.region:
                    self._add(bench, name, wanted, region)
        return made

    def _make(self, bench: Bench, name: str, wanted: Wanted, region: str) -> dict[str, Any]:
        client, settings = bench.client("dynamodb", region), replicas.settings(wanted, region)
        about = tables.create(client, name, settings, replicas.pairs(bench, wanted, region))
        replicas.join(bench, name, region)
        return about

    def _finish(self, bench: Bench, name: str, wanted: Wanted, region: str) -> None:
        arn = bench.arn("dynamodb", f"table/{name}", region=region)
        finish(bench.client("dynamodb", region), name, arn, replicas.settings(wanted, region))

    def _add(self, bench: Bench, name: str, wanted: Wanted, region: str) -> None:
        """A new replica, where no table has the name. Source: https://github.com/localstack/localstack/issues/12811."""
        if tables.find(bench.client("dynamodb", region), name) is not None:
            why = f"Failed to create a the new replica of table with name: '{name}'"
            why += " because one or more replicas already existed as tables."
            raise RefusedError("ValidationException", why, service="DynamoDb")
        self._make(bench, name, wanted, region)
        self._finish(bench, name, wanted, region)

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Each replica that stays, then one that comes or goes.

        Source: https://github.com/aws/aws-cdk/pull/26563 (a single replica in each update).
        """
        name, now, is_there = made.physical_id, list(replicas.listed(wanted)), replicas.members(bench, made.physical_id)
        _refuse_without_own(bench, wanted)
        come, go = [one for one in now if one not in is_there], [one for one in is_there if one not in now]
        if len(come) + len(go) > 1:
            raise RefusedError("InvalidRequest", "Only one replica can be added or removed in each update")
        for region in go:
            tables.refuse_protected(tables.find(bench.client("dynamodb", region), name) or {})
        for region in (one for one in now if one in is_there):
            client, arn = bench.client("dynamodb", region), bench.arn("dynamodb", f"table/{name}", region=region)
            tables.update(client, name, replicas.settings(wanted, region))
            tables.tag(client, arn, replicas.pairs(bench, before, region), replicas.pairs(bench, wanted, region))
        for region in come:
            self._add(bench, name, wanted, region)
        for region in go:
            self._remove(bench, name, region)
        about = bench.client("dynamodb").describe_table(TableName=name)["Table"]
        return Made(name, {**pick(made.attributes, "Arn", "TableId"), **stream(about)})

    def _remove(self, bench: Bench, name: str, region: str) -> None:
        tables.delete(bench.client("dynamodb", region), name)
        replicas.leave(bench, name, region)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """Delete the other replicas, then the table; nothing if any of them refuses.

        Sources: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html and
        https://github.com/go-to-k/cdkd/issues/1442 (a replica that others were made from stays for 24 hours). That
        CloudFormation asks before it removes the others is assumed.
        """
        name = made.physical_id
        there = dict(replicas.there(bench, name))
        for table in there.values():
            tables.refuse_protected(table)
        if bench.region in there and replicas.has_seeded(bench, name):
            why = "Replica cannot be deleted because it has acted as a source region for new replica(s) being added"
            raise RefusedError("ValidationException", f"{why} to the table in the last 24 hours.", service="DynamoDb")
        for region in sorted(there, key=lambda one: one == bench.region):
            self._remove(bench, name, region)
        bench.cloud.records.drop(bench.region, replicas.REPLICAS, name)

    def adopt(self, bench: Bench, identifier: Mapping[str, str], wanted: Wanted) -> Made:
        """DescribeTable; the tables of that name in the regions that are wanted are its replicas."""
        name = identifier["TableName"]
        about = bench.client("dynamodb").describe_table(TableName=name)["Table"]
        known = replicas.members(bench, name)
        for region in [bench.region, *(one for one in replicas.listed(wanted) if one != bench.region)]:
            if region not in known and tables.find(bench.client("dynamodb", region), name) is not None:
                replicas.count(bench, name, region)
        table_id = about.get("TableId") or token(bench.owner, wanted)
        return Made(name, {"Arn": about["TableArn"], "TableId": table_id, **stream(about)})

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeTable in the stack's region, and in that of each replica. Raises ClientError where it is gone."""
        name = made.physical_id
        found = read(bench.client("dynamodb"), name)
        found["SSESpecification"] = pick(found["SSESpecification"], "SSEEnabled", "SSEType")
        found["Replicas"] = [_replica(bench, wanted, *one) for one in replicas.there(bench, name)]
        return {member: value for member, value in found.items() if member not in replicas.OWN}


def _refuse_without_own(bench: Bench, wanted: Wanted) -> None:
    """Source: https://github.com/aws-cloudformation/rain/issues/339."""
    if bench.region not in replicas.listed(wanted):
        why = "Invalid request provided: The Replicas section must contain an entry for the current region"
        raise RefusedError("InvalidRequest", why)


def _replica(bench: Bench, wanted: Wanted, region: str, table: Mapping[str, Any]) -> dict[str, Any]:
    client, own = bench.client("dynamodb", region), replace(wanted, properties=replicas.listed(wanted).get(region, {}))
    about = read(client, table["TableName"])
    key = as_named(
        bench, region, pick(about["SSESpecification"], "KMSMasterKeyId"), own.properties.get("SSESpecification")
    )
    pairs = client.list_tags_of_resource(ResourceArn=table["TableArn"]).get("Tags", [])
    return {
        "Region": region,
        "SSESpecification": key,
        "Tags": told(bench, pairs, wanted=own),
        **pick(about, *replicas.OWN),
    }
