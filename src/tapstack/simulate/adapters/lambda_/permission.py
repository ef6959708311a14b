"""AWS::Lambda::Permission."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.lambda_.names import taken
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, Wanted

_PLAIN = ("Action", "FunctionUrlAuthType", "InvokedViaFunctionUrl")
_CONDITIONS = {
    "SourceArn": "AWS:SourceArn",
    "SourceAccount": "AWS:SourceAccount",
    "PrincipalOrgID": "aws:PrincipalOrgID",
}
_DROPPED = "EventSourceToken"


class Permission(Adapter):
    """A statement of a function's policy; Ref gives its id. Every property makes another one."""

    type = "AWS::Lambda::Permission"
    carried = frozenset({"FunctionName", "Principal", *_PLAIN, *_CONDITIONS})
    recorded = frozenset({_DROPPED})
    partly: ClassVar[Mapping[str, str]] = {"PrincipalOrgID": "moto loses it beside SourceAccount"}

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """AddPermission."""
        name, given = generated(bench.owner, wanted, 100), wanted.properties
        settings = pick(given, "Principal", *_PLAIN, *_CONDITIONS, _DROPPED)
        function = taken(given["FunctionName"])
        bench.client("lambda").add_permission(FunctionName=function, StatementId=name, **settings)
        return Made(name, {"Id": name})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """Nothing can be changed in place."""
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """RemovePermission; with the function its policy is gone."""
        client, function = bench.client("lambda"), taken(wanted.properties["FunctionName"])
        try:
            client.remove_permission(FunctionName=function, StatementId=made.physical_id)
        except client.exceptions.ResourceNotFoundException:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """The statement in GetPolicy."""
        function = wanted.properties["FunctionName"]
        policy = json.loads(bench.client("lambda").get_policy(FunctionName=taken(function))["Policy"])
        statement = next((one for one in policy["Statement"] if one["Sid"] == made.physical_id), None)
        if statement is None:
            message = f"No statement {made.physical_id} is in the policy of {function}."
            raise RefusedError("ResourceNotFoundException", message, service="Lambda", status=404)
        who = statement["Principal"]
        told = {name: value for group in statement.get("Condition", {}).values() for name, value in group.items()}
        return {
            "FunctionName": function,
            "Principal": next(iter(who.values())) if isinstance(who, Mapping) else who,
            **pick(statement, *_PLAIN),
            **{name: told[key] for name, key in _CONDITIONS.items() if key in told},
        }
