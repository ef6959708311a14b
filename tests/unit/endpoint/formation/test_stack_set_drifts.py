"""Drift of StackSets: what somebody changes beside CloudFormation is found in the instance that it is in."""

import pytest

from tests.stack_sets import ACCOUNT, HERE, THERE


def instances(ask, name):
    return {one["Region"]: one for one in ask("ListStackInstances", StackSetName=name)["Summaries"]}


@pytest.fixture
def changed(ask, made):
    """Somebody has changed the value in the second region."""
    ask.account.client("ssm", THERE).put_parameter(Name="/made", Value="other", Overwrite=True)
    return made


def drifts(ask, name, operation, region, **more):
    asked = {"StackSetName": name, "OperationId": operation, "StackInstanceAccount": ACCOUNT}
    return ask("ListStackInstanceResourceDrifts", **asked, StackInstanceRegion=region, **more)["Summaries"]


def test_the_instance_that_was_changed_has_drifted_and_the_set_with_it(ask, changed):
    operation = ask.done("DetectStackSetDrift", StackSetName=changed)
    found = operation["StackSetDriftDetectionDetails"]
    assert (operation["Action"], found["DriftStatus"]) == ("DETECT_DRIFT", "DRIFTED")
    assert found["DriftDetectionStatus"] == "COMPLETED"
    counted = [found[f"{name}StackInstancesCount"] for name in ("Total", "Drifted", "InSync", "InProgress", "Failed")]
    assert counted == [2, 1, 1, 0, 0]
    assert ask("DescribeStackSet", StackSetName=changed)["StackSet"]["StackSetDriftDetectionDetails"] == found
    told = instances(ask, changed)
    assert {region: one["DriftStatus"] for region, one in told.items()} == {HERE: "IN_SYNC", THERE: "DRIFTED"}
    assert {one["Status"] for one in told.values()} == {"CURRENT"}
    assert told[THERE]["LastDriftCheckTimestamp"] == found["LastDriftCheckTimestamp"]
    summary = ask("ListStackSets")["Summaries"][0]
    assert (summary["DriftStatus"], summary["LastDriftCheckTimestamp"]) == ("DRIFTED", found["LastDriftCheckTimestamp"])


def test_the_resource_is_told_with_what_differs(ask, changed):
    operation = ask.done("DetectStackSetDrift", StackSetName=changed)["OperationId"]
    told = drifts(ask, changed, operation, THERE)[0]
    assert (told["LogicalResourceId"], told["StackResourceDriftStatus"]) == ("Setting", "MODIFIED")
    assert told["PropertyDifferences"] == [
        {"PropertyPath": "/Value", "ExpectedValue": "small", "ActualValue": "other", "DifferenceType": "NOT_EQUAL"}
    ]
    assert drifts(ask, changed, operation, THERE, StackInstanceResourceDriftStatuses=["DELETED"]) == []
    assert [one["StackResourceDriftStatus"] for one in drifts(ask, changed, operation, HERE)] == ["IN_SYNC"]


def test_what_goes_on_is_told_of_the_operation_and_not_yet_of_the_set(ask, changed):
    operation = ask("DetectStackSetDrift", StackSetName=changed)["OperationId"]
    asked = {"StackSetName": changed, "OperationId": operation}
    found = ask("DescribeStackSetOperation", **asked)["StackSetOperation"]["StackSetDriftDetectionDetails"]
    assert (found["DriftDetectionStatus"], found["InProgressStackInstancesCount"]) == ("IN_PROGRESS", 2)
    of_set = ask("DescribeStackSet", StackSetName=changed)["StackSet"]["StackSetDriftDetectionDetails"]
    assert of_set["DriftStatus"] == "NOT_CHECKED"


def test_an_instance_without_a_stack_cannot_be_looked_at(ask, made):
    stack = instances(ask, made)[HERE]["StackId"]
    ask("DeleteStack", StackName=stack)
    ask.account.clock.run(100)
    operation = ask.done("DetectStackSetDrift", StackSetName=made)
    found = operation["StackSetDriftDetectionDetails"]
    assert (operation["Status"], found["DriftDetectionStatus"]) == ("FAILED", "FAILED")
    asked = {"StackSetName": made, "OperationId": operation["OperationId"]}
    assert "not found" in ask("ListStackSetOperationResults", **asked)["Summaries"][0]["StatusReason"]


def test_with_tolerance_the_rest_is_looked_at_all_the_same(ask, changed):
    ask("DeleteStack", StackName=instances(ask, changed)[HERE]["StackId"])
    ask.account.clock.run(100)
    operation = ask.done("DetectStackSetDrift", StackSetName=changed, OperationPreferences={"FailureToleranceCount": 1})
    found = operation["StackSetDriftDetectionDetails"]
    assert (operation["Status"], found["DriftDetectionStatus"]) == ("SUCCEEDED", "PARTIAL_SUCCESS")
    assert (found["FailedStackInstancesCount"], found["DriftedStackInstancesCount"]) == (1, 1)
