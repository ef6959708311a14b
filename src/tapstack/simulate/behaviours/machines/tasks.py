"""What Task states call: functions, and operations of services, with the machine's role.

Source: Step Functions Developer Guide, "Integrating services" and "Handling errors" (names of Lambda's errors). That a
call which the role may not make is Lambda.AWSLambdaException is an assumption.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError

from tapstack.simulate.behaviours.machines.failure import RUNTIME, TASK_FAILED, StateError
from tapstack.simulate.cloud.role import acting_as
from tapstack.simulate.resources import RefusedError, UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.machines.execution import Execution
    from tapstack.simulate.clock import Steps

_RESOURCE = re.compile(r"arn:aws[a-z-]*:states:[^:]*:[^:]*:(aws-sdk:)?([A-Za-z0-9]+):([A-Za-z0-9]+)(\.\w+)?")
_OPTIMISED = frozenset({"sns:publish", "sqs:sendMessage", "events:putEvents", "dynamodb:getItem", "dynamodb:putItem"})
_MORE = frozenset({"dynamodb:updateItem", "dynamodb:deleteItem"})
_NAMES: Mapping[str, str] = {"sfn": "stepfunctions", "cloudwatchlogs": "logs", "eventbridge": "events"}
CALL = 0.05
"""Seconds that a service takes over a call: an assumption."""


def waits_for_token(resource: str) -> bool:
    """Whether a task ends only when somebody sends its token back."""
    return resource.endswith(".waitForTaskToken")


def carry_out(life: Life, execution: Execution, resource: str, given: Any) -> Steps[Any]:
    """Do a task. Raises StateError, and UnsupportedError for integrations that are not simulated."""
    if ":lambda:" in resource and ":function:" in resource:
        answer = yield from _function(life, execution, resource, given)
        return answer
    found = _RESOURCE.fullmatch(resource)
    if found is None or found[4] not in (None, ".waitForTaskToken"):
        raise UnsupportedError(f"A task of {execution.machine} calls {resource}, which is not simulated.")
    service, operation = found[2], found[3]
    if f"{service}:{operation}" == "lambda:invoke":
        name = given["FunctionName"]
        arn = (
            name
            if name.startswith("arn:")
            else f"arn:aws:lambda:{execution.region}:{life.cloud.account_id}:function:{name}"
        )
        payload = yield from _function(life, execution, arn, given.get("Payload", {}))
        return {"ExecutedVersion": "$LATEST", "Payload": payload, "StatusCode": 200}
    if not found[1] and f"{service}:{operation}" not in _OPTIMISED | _MORE:
        raise UnsupportedError(f"A task of {execution.machine} calls {resource}, which is not simulated.")
    yield life.clock.pause(CALL)
    return _operation(life, execution, service, operation, given)


def _function(life: Life, execution: Execution, arn: str, given: Any) -> Steps[Any]:
    refused = life.permissions.refusal(execution.role, "lambda:InvokeFunction", arn, region=execution.region)
    if refused:
        raise StateError("Lambda.AWSLambdaException", refused)
    try:
        answer = yield from life.functions.call(arn, given)
    except RefusedError as error:
        raise StateError(f"Lambda.{error.code}", error.message) from error
    if answer.fault is not None:
        about = json.loads(answer.payload)
        raise StateError(str(about.get("errorType") or TASK_FAILED), answer.payload)
    return json.loads(answer.payload)


def _operation(life: Life, execution: Execution, service: str, operation: str, given: Any) -> Any:
    client = life.client(_NAMES.get(service, service), execution.region)
    method = getattr(client, xform_name(operation[0].upper() + operation[1:]), None)
    if method is None:
        raise StateError(RUNTIME, f"{service} has no operation {operation}")
    try:
        with acting_as(execution.role):
            answer = method(**(given or {}))
    except ClientError as error:
        code = error.response["Error"]["Code"]
        name = code if code.endswith("Exception") else f"{code}Exception"
        raise StateError(f"{service[0].upper()}{service[1:]}.{name}", error.response["Error"]["Message"]) from error
    except BotoCoreError as error:
        raise StateError(f"{service[0].upper()}{service[1:]}.SdkClientException", str(error)) from error
    return plain({name: value for name, value in answer.items() if name != "ResponseMetadata"})


def plain(value: Any) -> Any:
    """As JSON has it: times are text."""
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, Decimal):
        return float(value)
    return value.decode(errors="replace") if isinstance(value, bytes) else value
