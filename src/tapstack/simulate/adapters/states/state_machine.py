"""AWS::StepFunctions::StateMachine."""

from __future__ import annotations

import json
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import document, lower, pick, upper
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, Wanted

_CONFIGURATIONS = ("LoggingConfiguration", "TracingConfiguration", "EncryptionConfiguration")


class StateMachine(Adapter):
    """A state machine; Ref gives its ARN."""

    type = "AWS::StepFunctions::StateMachine"
    carried = frozenset(
        {
            *("StateMachineName", "StateMachineType", "RoleArn", "Definition", "DefinitionString"),
            *("DefinitionSubstitutions", *_CONFIGURATIONS, "Tags"),
        }
    )

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateStateMachine."""
        given = wanted.properties
        name = given.get("StateMachineName") or generated(bench.owner, wanted, 80)
        kind = {"type": given["StateMachineType"]} if given.get("StateMachineType") else {}
        arn = bench.client("stepfunctions").create_state_machine(
            name=name, **kind, **_settings(given), tags=listed(tags(bench, wanted), "key", "value")
        )["stateMachineArn"]
        return Made(arn, {"Arn": arn, "Name": name, "StateMachineRevisionId": "INITIAL"})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateStateMachine and its tags."""
        client, arn = bench.client("stepfunctions"), made.physical_id
        revision = client.update_state_machine(stateMachineArn=arn, **_settings(wanted.properties)).get("revisionId")
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_resource(resourceArn=arn, tagKeys=gone)
        if new:
            client.tag_resource(resourceArn=arn, tags=listed(new, "key", "value"))
        return Made(arn, {**made.attributes, "StateMachineRevisionId": revision or "INITIAL"})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteStateMachine; of one that is gone it says nothing."""
        bench.client("stepfunctions").delete_state_machine(stateMachineArn=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeStateMachine."""
        client, arn = bench.client("stepfunctions"), made.physical_id
        about = client.describe_state_machine(stateMachineArn=arn)
        found = {"StateMachineName": about["name"], "StateMachineType": about["type"], "RoleArn": about["roleArn"]}
        found |= {name: value for name, value in upper(about).items() if name in _CONFIGURATIONS}
        if "DefinitionString" in wanted.properties:
            found["DefinitionString"] = about["definition"]
        else:
            found["Definition"] = document(about["definition"])
        pairs = client.list_tags_for_resource(resourceArn=arn)["tags"]
        return found | {"Tags": told(bench, pairs, "key")}


def _settings(given: Any) -> dict[str, Any]:
    """What can be set at any time."""
    configurations: dict[str, Any] = lower(pick(given, *_CONFIGURATIONS))
    return {"definition": _definition(given), "roleArn": given["RoleArn"], **configurations}


def _definition(given: Any) -> str:
    """The definition as text, with the substitutions put in."""
    whole: str = given.get("DefinitionString") or json.dumps(given.get("Definition", {}))
    for name, value in (given.get("DefinitionSubstitutions") or {}).items():
        quoted = str(value).lower() if isinstance(value, bool) else str(value)
        whole = whole.replace("${" + name + "}", quoted if "DefinitionString" in given else json.dumps(quoted)[1:-1])
    return whole
