"""Where what was imported is not as the template says: an import does not look.

Source: AWS CloudFormation user guide, "Import AWS resources" (CloudFormation does not compare the template with what
is there; drift detection after an import is recommended); botocore cloudformation, DetectStackDrift,
DescribeStackDriftDetectionStatus, DescribeStackResourceDrifts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tapstack.deploy.adopt.context import Context
from tapstack.deploy.errors import DeployError, told
from tapstack.deploy.following import TimedOutError
from tapstack.deploy.standing.stacks import StandingStack

_DRIFTED = ["MODIFIED", "DELETED"]


class Difference(NamedTuple):
    """A property whose value in the template, ``expected``, is not what AWS tells."""

    region: str
    logical_id: str
    path: str
    expected: str
    actual: str


def differences(context: Context, stack: StandingStack) -> list[Difference]:
    """Looks for drift, and waits for what comes of it."""
    client = context.client(stack.region)
    with told(f"look for drift in {stack.region}"):
        detection = client.detect_stack_drift(StackName=stack.stack_id)["StackDriftDetectionId"]
        _wait(context, client, stack.region, detection)
        rows = list(_drifts(client, stack.stack_id))
    return [difference for row in rows for difference in _of(stack.region, row)]


def _drifts(client: Any, stack_id: str) -> Iterator[dict[str, Any]]:
    """Every page: boto3 has no paginator for them."""
    token: dict[str, str] = {}
    while True:
        page = client.describe_stack_resource_drifts(
            StackName=stack_id, StackResourceDriftStatusFilters=_DRIFTED, **token
        )
        yield from page["StackResourceDrifts"]
        if not page.get("NextToken"):
            return
        token = {"NextToken": page["NextToken"]}


def _wait(context: Context, client: Any, region: str, detection: str) -> None:
    pace = context.pace()
    while _in_progress(client, detection):
        try:
            pace.rest(news=False)
        except TimedOutError as error:
            remedy = "Run the same command again; nothing is imported twice."
            raise DeployError(f"Drift detection in {region} has not ended.", remedy=remedy) from error


def _in_progress(client: Any, detection: str) -> bool:
    answer = client.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
    return bool(answer["DetectionStatus"] == "DETECTION_IN_PROGRESS")


def _of(region: str, row: dict[str, Any]) -> Iterator[Difference]:
    name = row["LogicalResourceId"]
    if row["StackResourceDriftStatus"] == "DELETED":
        yield Difference(region, name, "", "there", "deleted")
    for one in row.get("PropertyDifferences", []):
        yield Difference(region, name, one["PropertyPath"], one["ExpectedValue"], one["ActualValue"])
