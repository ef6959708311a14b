"""AWS::Lambda::Permission."""

from __future__ import annotations

import json
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, Wanted

_GIVEN = (
    *("Action", "EventSourceToken", "FunctionUrlAuthType", "InvokedViaFunctionUrl", "Principal", "PrincipalOrgID"),
    *("SourceAccount", "SourceArn"),
)


class Permission(Adapter):
    """A statement of a function's policy; Ref gives its id. Every property makes another one."""

    type = "AWS::Lambda::Permission"
    carried = frozenset({"FunctionName", *_GIVEN})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """AddPermission."""
        name = generated(bench.owner, wanted, 100)
        function = wanted.properties["FunctionName"]
        bench.client("lambda").add_permission(
            FunctionName=function, StatementId=name, **pick(wanted.properties, *_GIVEN)
        )
        return Made(name, {"Id": name})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Nothing can be changed in place."""
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """RemovePermission; with the function its policy is gone."""
        client = bench.client("lambda")
        try:
            client.remove_permission(FunctionName=wanted.properties["FunctionName"], StatementId=made.physical_id)
        except client.exceptions.ResourceNotFoundException:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The statement in GetPolicy."""
        function = wanted.properties["FunctionName"]
        policy = json.loads(bench.client("lambda").get_policy(FunctionName=function)["Policy"])
        statement = next(one for one in policy["Statement"] if one["Sid"] == made.physical_id)
        conditions = {key: value for group in statement.get("Condition", {}).values() for key, value in group.items()}
        principal = statement["Principal"]
        found = {"FunctionName": function, "Action": statement["Action"]}
        found["Principal"] = next(iter(principal.values())) if isinstance(principal, dict) else principal
        found |= {"SourceArn": conditions["AWS:SourceArn"]} if "AWS:SourceArn" in conditions else {}
        return found | ({"SourceAccount": conditions["AWS:SourceAccount"]} if "AWS:SourceAccount" in conditions else {})
