"""Operations of services as tasks: what is asked, what is answered, and what errors are called.

Source: Step Functions Developer Guide, "Learning to use AWS service SDK integrations" and "Call EventBridge"; moto's
state_task_service_events, _sns and _sqs (EventBridge.FailedEntry, the ARNs of machine and execution among an event's
Resources, ``SNS.``, ``SQS.``); https://github.com/floci-io/floci/pull/103 (``DynamoDB.`` and ``DynamoDb.``). That
errors which a service's model does not name are ``Service.ServiceException``, as in SDKs for Java, is assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError, UnknownServiceError

from tapstack.simulate.behaviours.machines.failure import RUNTIME, StateError
from tapstack.simulate.behaviours.machines.payload import text
from tapstack.simulate.behaviours.machines.sdk_shapes import asked, told
from tapstack.simulate.cloud.role import acting_as
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.behaviours.machines.execution import Execution
    from tapstack.simulate.behaviours.machines.resource import Resource

_NAMES: Mapping[str, str] = {
    "sfn": "stepfunctions",
    "cloudwatchlogs": "logs",
    "cloudwatchevents": "events",
    "eventbridge": "events",
    "elasticloadbalancingv2": "elbv2",
}
"""Services that Step Functions calls otherwise than botocore."""
_OPTIMISED: Mapping[str, str] = {"dynamodb": "DynamoDB", "sqs": "SQS", "sns": "SNS", "events": "EventBridge"}
_SDK: Mapping[str, str] = {"dynamodb": "DynamoDb", "cloudformation": "CloudFormation", "cloudwatch": "CloudWatch"}
"""The names of services before those of their errors; others are written with one capital letter. Partly assumed."""


def operate(life: Life, execution: Execution, called: Resource, given: Mapping[str, Any]) -> Any:
    """Make the call with the machine's role. Raises StateError, and UnsupportedError for an unknown service."""
    try:
        client = life.client(_NAMES.get(called.service, called.service), execution.region)
    except UnknownServiceError as error:
        raise UnsupportedError(f"{execution.machine} calls {called.service}, which is not simulated.") from error
    method = xform_name(called.operation[0].upper() + called.operation[1:])
    if method not in client.meta.method_to_api_mapping:
        raise StateError(RUNTIME, f"{called.service} has no operation {called.operation}")
    model = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[method])
    whole = _with_resources(execution, given) if called.service == "events" and not called.sdk else given
    request = asked(model.input_shape, whole)
    try:
        with acting_as(execution.role):
            answer = getattr(client, method)(**request)
    except ClientError as error:
        raise _failure(called, model, error) from error
    except BotoCoreError as error:
        raise StateError(f"{_prefix(called)}.SdkClientException", str(error)) from error
    result = told(model.output_shape, {key: one for key, one in answer.items() if key != "ResponseMetadata"})
    if called.service == "events" and not called.sdk and result.get("FailedEntryCount"):
        raise StateError("EventBridge.FailedEntry", text(result))
    return result


def _with_resources(execution: Execution, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Entries of events, each with the ARNs of the execution and its machine."""
    more = [execution.machine, execution.arn]
    entries = [{**entry, "Resources": [*entry.get("Resources", ()), *more]} for entry in given.get("Entries", ())]
    return {**given, "Entries": entries}


def _prefix(called: Resource) -> str:
    if not called.sdk:
        return _OPTIMISED[called.service]
    return _SDK.get(called.service, called.service[0].upper() + called.service[1:])


def _failure(called: Resource, model: Any, error: ClientError) -> StateError:
    code, message = error.response["Error"]["Code"], error.response["Error"]["Message"]
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 400)
    prefix, name = _prefix(called), code.rpartition(".")[2]
    modelled = {shape.metadata.get("error", {}).get("code", shape.name) for shape in model.service_model.error_shapes}
    modelled |= {shape.name for shape in model.service_model.error_shapes}
    if name not in modelled:
        name = {"DynamoDB": "AmazonDynamoDB", "SQS": "AmazonSQS", "SNS": "AmazonSNS"}.get(prefix, prefix)
    name = name if name.endswith("Exception") else f"{name}Exception"
    return StateError(f"{prefix}.{name}", f"{message} (Service: {prefix}, Status Code: {status}, Error Code: {code})")
