"""StackSets of runs: their instances, the region that was deployed last first, then the StackSet.

Sources: botocore cloudformation, DeleteStackInstances and DeleteStackSet (refused while there are instances or
operations). StackSets of runs are self-managed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tapstack.deploy.janitor.mark import PREFIX, names
from tapstack.deploy.janitor.remain import Remain
from tapstack.deploy.janitor.scope import Scope
from tapstack.deploy.stores import ABSENT, DELETED, LEFT, Outcome
from tapstack.deploy.stores.refusals import if_there

TYPE = "AWS::CloudFormation::StackSet"
_GONE = ("StackSetNotFoundException", "StackSetNotFound")
_AT_WORK = ("RUNNING", "QUEUED", "STOPPING")
PATIENCE = 1080  # 90 minutes: interfaces of functions in a VPC go slowly


def find(scope: Scope) -> Iterator[Remain]:
    """The StackSets that carry a run's tags and have its suffix in their name."""
    client = scope.client("cloudformation")
    for page in client.get_paginator("list_stack_sets").paginate(Status="ACTIVE"):
        for row in page["Summaries"]:
            run = scope.tell(_tags(client, row["StackSetName"])) if PREFIX in row["StackSetName"] else None
            if run is not None and names(run.suffix, row["StackSetName"]):
                yield Remain(run.suffix, TYPE, scope.home, row["StackSetName"])


def remove(scope: Scope, remain: Remain) -> Outcome:
    """Delete it with its stacks, and wait for both."""
    client, name = scope.client("cloudformation"), remain.name
    if if_there(lambda: client.describe_stack_set(StackSetName=name), _GONE) is None:
        return Outcome(ABSENT)
    access = scope.access(scope.home, PATIENCE)
    if not access.wait_until(lambda: not _operations(client, name)):
        return Outcome(LEFT, "Another operation of it does not end.")
    left = _delete_instances(scope, client, name)
    if left is None:
        client.delete_stack_set(StackSetName=name)
    return left or Outcome(DELETED)


def _delete_instances(scope: Scope, client: Any, name: str) -> Outcome | None:
    """None once there are no instances."""
    pages = client.get_paginator("list_stack_instances").paginate(StackSetName=name)
    instances = [(row["Account"], row["Region"]) for page in pages for row in page["Summaries"]]
    if not instances:
        return None
    regions = sorted({region for _, region in instances}, key=_order(scope))
    preferences = {"RegionConcurrencyType": "SEQUENTIAL", "RegionOrder": regions, "FailureToleranceCount": 0}
    operation = client.delete_stack_instances(
        StackSetName=name,
        Accounts=sorted({account for account, _ in instances}),
        Regions=regions,
        RetainStacks=False,
        OperationPreferences={**preferences, "MaxConcurrentCount": 1},
    )["OperationId"]
    scope.access(scope.home, PATIENCE).wait_until(lambda: _status(client, name, operation) not in _AT_WORK)
    status = _status(client, name, operation)
    return None if status == "SUCCEEDED" else Outcome(LEFT, f"The deletion of its stacks is {status}.")


def _order(scope: Scope) -> Any:
    """The reverse of the order of deployment; regions that were not deployed to come first."""
    places = {region: -number for number, region in enumerate(scope.regions)}
    return lambda region: (places.get(region, -len(places)), region)


def _operations(client: Any, name: str) -> list[Any]:
    rows = client.list_stack_set_operations(StackSetName=name)["Summaries"]
    return [row for row in rows if row["Status"] in _AT_WORK]


def _status(client: Any, name: str, operation: str) -> str:
    found = client.describe_stack_set_operation(StackSetName=name, OperationId=operation)
    return str(found["StackSetOperation"]["Status"])


def _tags(client: Any, name: str) -> dict[str, str]:
    """The StackSet's tags; none where it has gone meanwhile."""
    found = if_there(lambda: client.describe_stack_set(StackSetName=name), _GONE) or {"StackSet": {}}
    return {tag["Key"]: tag["Value"] for tag in found["StackSet"].get("Tags", ())}
