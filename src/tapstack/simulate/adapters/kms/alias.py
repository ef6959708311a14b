"""AWS::KMS::Alias."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.kms.states import refuse_doomed
from tapstack.simulate.resources import Made, Wanted


class Alias(Adapter):
    """An alias of a key; Ref gives its name."""

    type = "AWS::KMS::Alias"
    carried = frozenset({"AliasName", "TargetKeyId"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateAlias, which refuses a name that is taken."""
        client, name, target = bench.client("kms"), wanted.properties["AliasName"], wanted.properties["TargetKeyId"]
        refuse_doomed(client, target)
        client.create_alias(AliasName=name, TargetKeyId=target)
        return Made(name)

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateAlias."""
        client, target = bench.client("kms"), wanted.properties["TargetKeyId"]
        refuse_doomed(client, target)
        client.update_alias(AliasName=made.physical_id, TargetKeyId=target)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteAlias."""
        client = bench.client("kms")
        try:
            client.delete_alias(AliasName=made.physical_id)
        except client.exceptions.NotFoundException:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """Of all aliases, the one of the name; its key as the template names it, by id or by ARN."""
        client = bench.client("kms")
        for page in client.get_paginator("list_aliases").paginate():
            for alias in page["Aliases"]:
                if alias["AliasName"] == made.physical_id:
                    key = alias["TargetKeyId"]
                    if ":" in wanted.properties["TargetKeyId"]:
                        key = bench.arn("kms", f"key/{key}")
                    return {"AliasName": alias["AliasName"], "TargetKeyId": key}
        return {}
