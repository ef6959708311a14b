"""Asks CloudFormation to look for drift: in the whole StackSet, or in each stack by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.deploy.errors import DeployError, told
from tapstack.deploy.following import Pace, TimedOutError

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.standing.sets import StandingOperation

_ACTION = "DETECT_DRIFT"
_GOING = "DETECTION_IN_PROGRESS"
_REMEDIES = {
    "OperationInProgressException": "Wait for its end (tapstack status --follow), then run the same command again.",
    "InvalidOperationException": "Look at the StackSet with tapstack status, then run the same command again.",
}


def begin(connection: Connection, stack_set: str, running: StandingOperation | None) -> str:
    """The id of the operation that looks for drift: one that is under way, or a new one. Raises DeployError.

    Source: botocore cloudformation, DetectStackSetDrift: one at a time, and none beside another operation.
    """
    if running is not None and running.action == _ACTION:
        return running.id
    if running is not None:
        message = f"The StackSet {stack_set} is in operation {running.id} ({running.action})."
        raise DeployError(message, remedy=_REMEDIES["OperationInProgressException"])
    with told(f"look for drift in the StackSet {stack_set}", _REMEDIES):
        answer = connection.client("cloudformation").detect_stack_set_drift(
            StackSetName=stack_set, OperationPreferences={"FailureTolerancePercentage": 100}
        )
    return str(answer["OperationId"])


def of_stack(connection: Connection, region: str, stack_id: str, pace: Pace) -> str:
    """Look for drift in one stack, to the end; why it failed, or "". Raises DeployError.

    Source: botocore cloudformation, DetectStackDrift and DescribeStackDriftDetectionStatus.
    """
    client = connection.client("cloudformation", region)
    with told(f"look for drift in {region}", _REMEDIES):
        detection = client.detect_stack_drift(StackName=stack_id)["StackDriftDetectionId"]
        while True:
            answer = client.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
            if answer["DetectionStatus"] != _GOING:
                break
            _rest(pace, region)
    failed = answer["DetectionStatus"] == "DETECTION_FAILED"
    return str(answer.get("DetectionStatusReason", "AWS tells no reason")) if failed else ""


def _rest(pace: Pace, region: str) -> None:
    try:
        pace.rest(news=False)
    except TimedOutError as error:
        message = f"The time given is over, and the detection in {region} has not ended."
        raise DeployError(message, remedy="Run the same command again, with a longer --timeout.") from error
