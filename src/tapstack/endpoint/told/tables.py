"""Tables of DynamoDB: their replicas, and the key that encrypts them.

Source: botocore dynamodb, shapes TableDescription and ReplicaDescription. moto keeps each replica as a table of its
own, and the key as it was named, where DynamoDB tells its ARN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.simulate.adapters.dynamodb import REPLICAS
from tapstack.simulate.cloud.role import looking

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.cloud.calls import Call

_GLOBAL = "AWS::DynamoDB::GlobalTable"
_VERSION = "2019.11.21"


class Tables:
    """Completes DescribeTable, and what else gives a table's description."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def attach(self) -> None:
        """From now on."""
        self._cloud.calls.amend("dynamodb:DescribeTable", self._described)

    def _described(self, call: Call, answer: dict[str, Any]) -> None:
        table = answer["Table"]
        self._name_key(call.region, table.get("SSEDescription") or {})
        owner, regions = self._members(table["TableName"])
        others = [region for region in regions if region != call.region]
        if call.region in regions and others:
            table["GlobalTableVersion"] = _VERSION
            table["Replicas"] = [self._replica(owner, table["TableName"], region) for region in others]

    def _members(self, name: str) -> tuple[str, list[str]]:
        """The region of the stack that has made a global table, and those of its replicas."""
        for (region, _, table), kept in self._cloud.records.of(REPLICAS).items():
            if table == name:
                return region, list(kept["Regions"])
        return "", []

    def _replica(self, owner: str, name: str, region: str) -> dict[str, Any]:
        given = self._given(owner, name, region)
        told: dict[str, Any] = {"RegionName": region, "ReplicaStatus": "ACTIVE"}
        key = (given.get("SSESpecification") or {}).get("KMSMasterKeyId")
        if key:
            told["KMSMasterKeyId"] = self._key(region, key)
        if "TableClass" in given:
            told["ReplicaTableClassSummary"] = {"TableClass": given["TableClass"]}
        return told

    def _given(self, owner: str, name: str, region: str) -> dict[str, Any]:
        """What the template says of a replica."""
        kept = self._cloud.records.get(owner, _GLOBAL, name) or {}
        return next((one for one in kept.get("Replicas", ()) if one["Region"] == region), {})

    def _name_key(self, region: str, encryption: dict[str, Any]) -> None:
        if "KMSMasterKeyArn" in encryption:
            encryption["KMSMasterKeyArn"] = self._key(region, encryption["KMSMasterKeyArn"])

    def _key(self, region: str, named: str) -> str:
        """The ARN of a key that is named by its alias; as it is named where there is none."""
        if "alias/" not in named:
            return named
        with looking():
            try:
                about = self._cloud.client("kms", region).describe_key(KeyId=named)["KeyMetadata"]
            except ClientError:
                return named
        return str(about["Arn"])
