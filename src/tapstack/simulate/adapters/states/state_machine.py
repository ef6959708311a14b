"""AWS::StepFunctions::StateMachine."""

from __future__ import annotations

import hashlib
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.names import letters
from tapstack.simulate.adapters.shapes import lower, pick, upper
from tapstack.simulate.adapters.states.definition import definition, definition_told
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, RefusedError, Wanted

_CONFIGURATIONS = ("LoggingConfiguration", "TracingConfiguration", "EncryptionConfiguration")
_INITIAL = "INITIAL"


class StateMachine(Adapter):
    """A state machine; Ref gives its ARN. Its handler: aws-cloudformation-resource-providers-stepfunctions on GitHub.

    The definition is stored, and nothing runs.
    """

    type = "AWS::StepFunctions::StateMachine"
    carried = frozenset(
        {
            *("StateMachineName", "StateMachineType", "RoleArn", "Definition", "DefinitionString"),
            *("DefinitionSubstitutions", *_CONFIGURATIONS, "Tags"),
        }
    )

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateStateMachine, which gives back one of that name if there is any, so that is asked first."""
        given, client = wanted.properties, bench.client("stepfunctions")
        name = given.get("StateMachineName") or f"{wanted.logical_id[:67]}-{letters(bench.owner, wanted)}"
        arn = bench.arn("states", f"stateMachine:{name}")
        if _exists(client, arn):
            raise RefusedError("StateMachineAlreadyExists", f"State Machine Already Exists: '{arn}'", service="Sfn")
        kind = {"type": given["StateMachineType"]} if given.get("StateMachineType") else {}
        pairs = listed(tags(bench, wanted), "key", "value")
        client.create_state_machine(name=name, **kind, **_settings(given), tags=pairs)
        return Made(arn, {"Arn": arn, "Name": name, "StateMachineRevisionId": _INITIAL})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateStateMachine and its tags. A configuration that is given no more stays: the handler sends none."""
        client, arn = bench.client("stepfunctions"), made.physical_id
        settings, revision = _settings(wanted.properties), made.attributes["StateMachineRevisionId"]
        if settings != _settings(before.properties):
            client.update_state_machine(stateMachineArn=arn, **settings)
            revision = _revision(revision, settings)
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_resource(resourceArn=arn, tagKeys=gone)
        if new:
            client.tag_resource(resourceArn=arn, tags=listed(new, "key", "value"))
        return Made(arn, {**made.attributes, "StateMachineRevisionId": revision})

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteStateMachine; of one that is gone it says nothing."""
        client, arn = bench.client("stepfunctions"), made.physical_id
        left = [tag["key"] for tag in client.list_tags_for_resource(resourceArn=arn)["tags"]]
        if left:  # moto would keep them for the next machine of that name
            client.untag_resource(resourceArn=arn, tagKeys=left)
        client.delete_state_machine(stateMachineArn=arn)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """DescribeStateMachine."""
        client, arn = bench.client("stepfunctions"), made.physical_id
        about = client.describe_state_machine(stateMachineArn=arn)
        found = {"StateMachineName": about["name"], "StateMachineType": about["type"], "RoleArn": about["roleArn"]}
        found |= pick(upper(about), *_CONFIGURATIONS)
        found |= definition_told(wanted.properties, about["definition"])
        pairs = client.list_tags_for_resource(resourceArn=arn)["tags"]
        return found | {"Tags": told(bench, pairs, "key", wanted)}


def _exists(client: Any, arn: str) -> bool:
    try:
        client.describe_state_machine(stateMachineArn=arn)
    except client.exceptions.StateMachineDoesNotExist:
        return False
    return True


def _settings(given: Any) -> dict[str, Any]:
    """What can be set at any time."""
    configurations: dict[str, Any] = lower(pick(given, *_CONFIGURATIONS))
    return {"definition": definition(given), "roleArn": given["RoleArn"], **configurations}


def _revision(before: str, settings: dict[str, Any]) -> str:
    """The id of a revision, in the form of a UUID, which moto does not give: it follows from all that came before."""
    digits = hashlib.sha256(f"{before} {settings}".encode()).hexdigest()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:32]}"
