"""AWS::KMS::Alias."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.resources import Made, Wanted


class Alias(Adapter):
    """An alias of a key; Ref gives its name."""

    type = "AWS::KMS::Alias"
    carried = frozenset({"AliasName", "TargetKeyId"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateAlias."""
        name = wanted.properties["AliasName"]
        bench.client("kms").create_alias(AliasName=name, TargetKeyId=wanted.properties["TargetKeyId"])
        return Made(name)

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateAlias."""
        target = wanted.properties["TargetKeyId"]
        bench.client("kms").update_alias(AliasName=made.physical_id, TargetKeyId=target)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteAlias."""
        client = bench.client("kms")
        try:
            client.delete_alias(AliasName=made.physical_id)
        except client.exceptions.NotFoundException:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """Of all aliases, the one of the name."""
        client = bench.client("kms")
        for page in client.get_paginator("list_aliases").paginate():
            for alias in page["Aliases"]:
                if alias["AliasName"] == made.physical_id:
                    arn = client.describe_key(KeyId=alias["TargetKeyId"])["KeyMetadata"]["Arn"]
                    given = wanted.properties["TargetKeyId"]
                    return {
                        "AliasName": alias["AliasName"],
                        "TargetKeyId": arn if ":" in given else alias["TargetKeyId"],
                    }
        return {}
