"""What holds for every state of the migration's state machine, and for the functions that its tasks call."""

import json
import re
from types import ModuleType
from typing import Any

import pytest

from tests.integration.workflow.definition import MACHINE, SOURCES, STATES, TASKS, functions
from tests.unit.functions.sources import SOURCES as FUNCTIONS
from tests.unit.functions.sources import embedded, fresh


def test_names_of_states_are_unique_and_short():
    names = [*MACHINE["States"]]
    names += [name for branch in MACHINE["States"]["MoveData"]["Branches"] for name in branch["States"]]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 80


def test_every_state_says_what_it_is_for():
    assert [name for name, state in STATES.items() if not state.get("Comment")] == []


def test_every_task_ends_in_time_and_catches_everything():
    for name, state in TASKS.items():
        assert {"Catch"} < state.keys() & {"Catch", "TimeoutSeconds", "TimeoutSecondsPath"}, name
        assert state["Catch"][-1]["ErrorEquals"] == ["States.ALL"], name
        assert state["Catch"][-1]["ResultPath"] not in {None, "$"}, name


def test_only_what_may_pass_by_itself_is_tried_again():
    """Lambda's own errors (Step Functions Developer Guide, "Handle transient Lambda service exceptions"), and throttling."""
    lambdas = {
        "ServiceException",
        "AWSLambdaException",
        "SdkClientException",
        "ClientExecutionTimeoutException",
        "TooManyRequestsException",
    }
    for name, state in TASKS.items():
        [retrier] = state["Retry"]
        assert set(retrier["ErrorEquals"]) == {"ThrottledError", *(f"Lambda.{error}" for error in lambdas)}, name
        assert retrier["JitterStrategy"] == "FULL" and retrier["BackoffRate"] > 1, name


def errors(module: ModuleType) -> set[str]:
    """The names of the errors that a function raises."""
    own = [value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__]
    return {value.__name__ for value in own if isinstance(value, type) and issubclass(value, Exception)}


def test_the_names_of_errors_are_those_that_the_functions_raise():
    raised = errors(fresh("tasks")) | errors(fresh("checks"))
    named = {
        error
        for state in TASKS.values()
        for rule in [*state["Retry"], *state["Catch"]]
        for error in rule["ErrorEquals"]
    }
    assert {error for error in named if not error.startswith(("States.", "Lambda."))} - raised == {"ApprovalRejected"}


def called(state: dict[str, Any]) -> str:
    """The name of the function that a task calls."""
    return str(state["Parameters"]["FunctionName"]).rpartition(":")[2]


@pytest.mark.parametrize("source", SOURCES)
def test_every_task_of_a_function_is_asked_of_it_and_no_other(source):
    states = [state for state in TASKS.values() if functions()[called(state)]["source"] == source]
    assert {state["Parameters"]["Payload"]["task"] for state in states} == set(fresh(source).TASKS)


def test_every_setting_that_is_named_exists_and_every_one_that_exists_is_named():
    settings = set(fresh("tasks").SETTINGS)
    named = set(re.findall(r"\$\.settings\.(\w+)", json.dumps(MACHINE)))
    text = "".join(embedded(file) for file in FUNCTIONS.glob("*.py") if file.stem != "tasks")
    assert named - settings == set()
    assert {name for name in settings - named if f'"{name}"' not in text} == set()


@pytest.mark.parametrize("source", SOURCES)
def test_a_function_is_told_what_it_reads_and_no_more(source):
    [told] = [function["variables"] for function in functions().values() if function["source"] == source]
    read = set(re.findall(r"""\b(?:env\(|environ\[)["'](\w+)["']""", embedded(FUNCTIONS / f"{source}.py")))
    everywhere = {"ENVIRONMENT", "SOURCE_REGION", "TARGET_REGION"}
    assert set(told) - everywhere == read - everywhere
