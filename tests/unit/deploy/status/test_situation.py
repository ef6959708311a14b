from datetime import UTC, datetime

import pytest

from tapstack.deploy.status.situation import situation
from tests.unit.deploy.proving.account import ACCOUNT, REGIONS, SOURCE, TARGET, Refusal, connection

AT = datetime(2026, 11, 25, tzinfo=UTC)
STACK = {"Stacks": [{"StackName": "one", "StackId": "arn:one", "CreationTime": AT, "StackStatus": "CREATE_COMPLETE"}]}


def instance(region, status="CURRENT", detailed="SUCCEEDED"):
    said = {"Status": status, "StackInstanceStatus": {"DetailedStatus": detailed}}
    return {"Account": ACCOUNT, "Region": region, "StackId": f"arn:{region}", **said}


def operation(status, name="op"):
    return {"OperationId": name, "Action": "UPDATE", "Status": status, "CreationTimestamp": AT}


GOOD = {
    "cloudformation:DescribeStackSet": {"StackSet": {"StackSetName": "set", "Status": "ACTIVE"}},
    "cloudformation:ListStackInstances": {"Summaries": [instance(TARGET), instance(SOURCE)]},
    "cloudformation:ListStackSetOperations": {"Summaries": [operation("SUCCEEDED")]},
    "cloudformation:ListStackSetOperationResults": {"Summaries": []},
    "cloudformation:DescribeStacks": STACK,
    "cloudformation:ListStackResources": {"StackResourceSummaries": []},
    "cloudformation:DescribeStackEvents": {"StackEvents": []},
}


def look(changed=None):
    return situation(connection({**GOOD, **(changed or {})}), "set")


def test_all_current():
    assert look().is_current(REGIONS)


@pytest.mark.parametrize(
    "changed",
    [
        {"cloudformation:ListStackInstances": {"Summaries": [instance(TARGET)]}},
        {"cloudformation:ListStackInstances": {"Summaries": [instance(TARGET), instance(SOURCE, "OUTDATED")]}},
        {"cloudformation:ListStackInstances": {"Summaries": [instance(TARGET), instance(SOURCE, "CURRENT", "FAILED")]}},
        {"cloudformation:ListStackSetOperations": {"Summaries": [operation("RUNNING")]}},
        {"cloudformation:ListStackSetOperations": {"Summaries": [operation("QUEUED")]}},
        {
            "cloudformation:DescribeStacks": {
                "Stacks": [{**STACK["Stacks"][0], "StackStatus": "UPDATE_ROLLBACK_COMPLETE"}]
            }
        },
        {"cloudformation:DescribeStacks": {"Stacks": [{**STACK["Stacks"][0], "StackStatus": "DELETE_COMPLETE"}]}},
        {"cloudformation:DescribeStackSet": Refusal("StackSetNotFoundException")},
    ],
)
def test_what_is_not_current(changed):
    assert not look(changed).is_current(REGIONS)


def test_an_operation_that_ends_meanwhile_leaves_no_old_instances():
    """Its instances are read after it, or it is still told to be running."""
    ended = []

    def operations(_):
        ended.append(True)
        return {"Summaries": [operation("SUCCEEDED")]}

    def instances(_):
        return {"Summaries": [instance(one, *(() if ended else ("OUTDATED", "RUNNING"))) for one in REGIONS]}

    changed = {"cloudformation:ListStackSetOperations": operations, "cloudformation:ListStackInstances": instances}
    assert look(changed).is_current(REGIONS)


def test_of_another_account_only_the_instance_is_told():
    other = {**instance("eu-west-1"), "Account": "210987654321"}
    seen = look({"cloudformation:ListStackInstances": {"Summaries": [instance(TARGET), instance(SOURCE), other]}})
    assert set(seen.stacks) == set(REGIONS) and seen.is_current(REGIONS)


def test_failures_are_those_of_resources_that_failed_by_themselves():
    def event(name, status, reason):
        about = {"StackId": "arn:one", "EventId": name, "StackName": "one", "Timestamp": AT}
        return {
            **about,
            "LogicalResourceId": name,
            "ResourceType": "T",
            "ResourceStatus": status,
            "ResourceStatusReason": reason,
        }

    events = [
        event("Second", "CREATE_FAILED", "Resource creation cancelled"),
        event("First", "CREATE_FAILED", "No room"),
        event("Other", "CREATE_COMPLETE", ""),
    ]
    failed = {"Stacks": [{**STACK["Stacks"][0], "StackStatus": "ROLLBACK_COMPLETE"}]}
    seen = look(
        {"cloudformation:DescribeStacks": failed, "cloudformation:DescribeStackEvents": {"StackEvents": events}}
    )
    assert [(one.logical_id, one.reason) for one in seen.failures[SOURCE]] == [("First", "No room")]
