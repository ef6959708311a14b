"""The history of an execution: every event in botocore's form, led to by the one before it in its branch."""

import pytest
from botocore.session import get_session

from tests.unit.simulate.behaviours.machines.conftest import INVOKE

ECHO = "def handler(event, context):\n    return event\n"
WAIT = {"Type": "Wait", "Seconds": 5, "Next": "After"}
STATES = {
    "Choice": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsPresent": True, "Next": "Both"}], "Default": "Bad"},
    "Both": {
        "Type": "Parallel",
        "Branches": [
            {"StartAt": "Wait", "States": {"Wait": WAIT, "After": {"Type": "Pass", "End": True}}},
            {"StartAt": "Quick", "States": {"Quick": {"Type": "Pass", "End": True}}},
        ],
        "ResultPath": None,
        "Next": "Each",
    },
    "Each": {
        "Type": "Map",
        "ItemsPath": "$.a",
        "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Pass", "End": True}}},
        "ResultPath": None,
        "Next": "Call",
    },
    "Call": {"Type": "Task", "Resource": INVOKE, "Parameters": {"FunctionName": "echo"}, "TimeoutSeconds": 9, "Next": "Bad"},
    "Bad": {"Type": "Fail", "Error": "E", "Cause": "c"},
}  # fmt: skip


@pytest.fixture
def run(world):
    world.put("echo", ECHO)
    return world.run(STATES, {"a": [1, 2]})


def test_events_come_in_their_order(world, run):
    found = world.history(run)
    first, last = found.index("MapStateStarted") + 1, found.index("MapStateSucceeded")
    assert found[:first] == [
        "ExecutionStarted", "ChoiceStateEntered", "ChoiceStateExited", "ParallelStateEntered", "ParallelStateStarted",
        "WaitStateEntered", "PassStateEntered", "PassStateExited", "WaitStateExited", "PassStateEntered",
        "PassStateExited", "ParallelStateSucceeded", "ParallelStateExited", "MapStateEntered", "MapStateStarted",
    ]  # fmt: skip
    iteration = ["MapIterationStarted", "MapIterationSucceeded", "PassStateEntered", "PassStateExited"]
    assert sorted(found[first:last]) == sorted(2 * iteration)
    assert found[last:] == [
        "MapStateSucceeded", "MapStateExited", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskSucceeded",
        "TaskStateExited", "FailStateEntered", "ExecutionFailed",
    ]  # fmt: skip


def test_every_event_follows_the_one_before_it_in_its_branch(world, run):
    events = {one["id"]: one for one in world.events(run)}
    assert list(events) == list(range(1, len(events) + 1))
    before = {
        one["stateEnteredEventDetails"]["name"]: events[one["previousEventId"]]["type"]
        for one in events.values()
        if one["type"].endswith("Entered")
    }
    assert before == {
        "Choice": "ExecutionStarted",
        "Both": "ChoiceStateExited",
        "Wait": "ParallelStateStarted",
        "After": "WaitStateExited",
        "Quick": "ParallelStateStarted",
        "Each": "ParallelStateExited",
        "One": "MapIterationStarted",
        "Call": "MapStateExited",
        "Bad": "TaskStateExited",
    }


def test_every_event_has_the_members_of_botocores_model_and_no_others(world, run):
    shape = get_session().get_service_model("stepfunctions").shape_for("HistoryEvent")
    kinds = shape.members["type"].enum
    for event in world.events(run):
        assert event["type"] in kinds
        for name, value in event.items():
            members = getattr(shape.members[name], "members", None)
            assert members is None or value.keys() <= members.keys(), (event["type"], name)
        details = [name for name in event if name.endswith("Details")]
        assert len(details) <= 1


def test_details_tell_what_went_in_and_came_out(world, run):
    events = {one["type"]: one for one in world.events(run)}
    assert events["ExecutionStarted"]["executionStartedEventDetails"]["roleArn"] == world.role
    assert events["MapStateStarted"]["mapStateStartedEventDetails"] == {"length": 2}
    assert events["MapIterationStarted"]["mapIterationStartedEventDetails"] == {"name": "Each", "index": 1}
    assert events["TaskScheduled"]["taskScheduledEventDetails"] == {
        "resourceType": "lambda",
        "resource": "invoke",
        "region": "eu-central-1",
        "parameters": '{"FunctionName":"echo"}',
        "timeoutInSeconds": 9,
    }
    assert events["TaskStateEntered"]["stateEnteredEventDetails"]["input"] == '{"a":[1,2]}'
    assert events["ExecutionFailed"]["executionFailedEventDetails"] == {"error": "E", "cause": "c"}


def test_history_is_told_backwards_in_pages_and_without_data(world, run):
    whole = [one["id"] for one in world.events(run)]
    pages = world.steps.get_paginator("get_execution_history").paginate(
        executionArn=run.arn, reverseOrder=True, PaginationConfig={"PageSize": 10}
    )
    assert [one["id"] for page in pages for one in page["events"]] == whole[::-1]
    bare = {one["type"]: one for one in world.events(run, includeExecutionData=False)}
    assert bare["TaskStateEntered"]["stateEnteredEventDetails"] == {"name": "Call"}
    assert bare["ExecutionFailed"]["executionFailedEventDetails"] == {"error": "E", "cause": "c"}
