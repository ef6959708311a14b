"""What Task states call, with the machine's role: functions, and operations of services.

Source: Step Functions Developer Guide, "Invoke an AWS Lambda function with Step Functions" and "Handle transient Lambda
service exceptions" (Lambda.Unknown for what has no error type). That a call which the role may not make is
Lambda.AWSLambdaException: https://github.com/awslabs/aws-deployment-framework/issues/460.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.machines.failure import RUNTIME, StateError
from tapstack.simulate.behaviours.machines.operations import operate
from tapstack.simulate.resources import RefusedError, UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.machines.execution import Execution
    from tapstack.simulate.behaviours.machines.resource import Resource
    from tapstack.simulate.clock import Steps

_INVOKE = frozenset({"FunctionName", "Payload", "InvocationType", "Qualifier", "ClientContext", "LogType"})
CALL = 0.05
"""Seconds that a service takes over a call: an assumption."""


def carry_out(life: Life, execution: Execution, called: Resource, given: Any) -> Steps[Any]:
    """Do a task. Raises StateError, and UnsupportedError for what is not simulated of an integration."""
    if called.function:
        result = yield from _function(life, execution, called.function, given)
        return result
    if not isinstance(given, Mapping):
        raise StateError(RUNTIME, f"The parameters of {called.service}:{called.operation} are no object.")
    if called.service == "lambda" and called.operation == "invoke" and not called.sdk:
        result = yield from _invoke(life, execution, given)
        return result
    yield life.clock.pause(CALL)
    return operate(life, execution, called, given)


def _invoke(life: Life, execution: Execution, given: Mapping[str, Any]) -> Steps[Any]:
    """lambda:invoke, whose result tells of the call what Lambda's API tells."""
    if unknown := sorted(given.keys() - _INVOKE):
        raise StateError(RUNTIME, f"The fields {unknown} are not supported by Step Functions")
    if "Qualifier" in given or given.get("InvocationType", "RequestResponse") not in ("RequestResponse", "Event"):
        raise UnsupportedError(f"{execution.machine} calls a version of a function, or does not run it: not simulated.")
    arn = _arn(life, execution, given.get("FunctionName"))
    payload = given.get("Payload", {})
    if given.get("InvocationType") == "Event":
        _refuse(life, execution, arn)
        if refused := life.functions.send(arn, payload):
            raise StateError("Lambda.ResourceNotFoundException", refused)
        return {"StatusCode": 202, "Payload": {}}
    answer = yield from _function(life, execution, arn, payload)
    return {"ExecutedVersion": "$LATEST", "Payload": answer, "StatusCode": 200}


def _arn(life: Life, execution: Execution, name: Any) -> str:
    if not isinstance(name, str):
        raise StateError(RUNTIME, f"FunctionName is {name!r}, which is no text.")
    if name.startswith("arn:"):
        return name
    return f"arn:aws:lambda:{execution.region}:{life.cloud.account_id}:function:{name}"


def _function(life: Life, execution: Execution, arn: str, given: Any) -> Steps[Any]:
    """What a function answers; its error's type is the error's name, and the cause is all of its answer."""
    _refuse(life, execution, arn)
    try:
        answer = yield from life.functions.call(arn, given)
    except RefusedError as error:
        raise StateError(f"Lambda.{error.code}", error.message) from error
    if answer.fault is not None:
        about = json.loads(answer.payload)
        raise StateError(str(about.get("errorType") or "Lambda.Unknown"), answer.payload)
    return json.loads(answer.payload)


def _refuse(life: Life, execution: Execution, arn: str) -> None:
    """Raises StateError for a call that is refused: by a fault, for the loss of a region, for want of permission."""
    if faults := life.machines.faults.get(arn.split(":")[6]):
        raise StateError(faults.pop(0), "The simulation has put this fault in.")
    region = arn.split(":")[3]
    if life.outages.is_out(region):
        raise StateError("Lambda.SdkClientException", f"Unable to execute HTTP request: {region} is out of reach.")
    refused = life.permissions.refusal(execution.role, "lambda:InvokeFunction", arn, region=region)
    if refused:
        why = "Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException"
        raise StateError("Lambda.AWSLambdaException", f"{refused} ({why})")
