"""The migration's state machine with its own functions, on the virtual clock, in the deployed template."""

import pytest

from tapstack.simulate import deployment
from tapstack.simulate.behaviours.life import open_life
from tests.integration.simulate.conftest import TARGET
from tests.integration.workflow.definition import events_of

FIRST = [
    *("Validate", "Begin", "RecordValidated", "CheckContract", "RecordMoving", "MoveData"),
    *("PrepareObjects", "PrepareTable", "StartObjects", "IsTableFollowed", "NoTable", "WaitObjects"),
]
SETTLED = 600
"""Seconds after which both stacks have told the migration that they are complete."""


@pytest.fixture
def life(subject_of):
    with open_life(subject_of()) as opened:
        deployment.create(opened.world)
        opened.clock.run(SETTLED)
        yield opened


@pytest.fixture
def steps(life):
    return life.client("stepfunctions", TARGET)


@pytest.fixture
def start(life, steps):
    [machine] = steps.list_state_machines()["stateMachines"]

    def begin(given="{}", name="one"):
        made = steps.start_execution(stateMachineArn=machine["stateMachineArn"], input=given, name=name)
        return life.machines.executions[made["executionArn"]]

    return begin


def names(execution):
    """The states that an execution has entered."""
    return [name for _, name in execution.entered]


def test_the_first_states_run_and_wait_as_long_as_the_settings_say(life, start):
    execution = start('{"objectWaitSeconds": 120}')
    life.clock.run(60)
    assert names(execution) == FIRST
    waiting = execution.entered[-1][0]
    life.clock.run(120)
    assert names(execution)[len(FIRST)] == "CountObjectPoll"
    assert execution.entered[len(FIRST)][0] - waiting == 120


def test_a_history_has_as_many_events_as_its_states_make(life, start):
    execution = start('{"objectWaitSeconds": 120}')
    life.clock.run(60)
    done, open_states = [name for _, name in execution.exited], {"MoveData": 2, "WaitObjects": 1}
    expected = 1 + sum(events_of(name) for name in done) + sum(open_states.values())
    assert sorted([*done, *open_states]) == sorted(names(execution))
    assert execution.history.last == expected


def test_settings_that_cannot_be_refuse_the_migration(life, start):
    execution = start('{"objectWaitSeconds": "soon"}')
    life.clock.run(60)
    assert (execution.status, execution.error) == ("FAILED", "MigrationRefused")
    assert names(execution) == ["Validate", "ReleaseRefused", "Refused"]


def test_a_second_migration_is_refused_while_the_first_goes_on(life, start):
    first = start()
    life.clock.run(60)
    second = start(name="two")
    life.clock.run(60)
    assert (first.status, second.error) == ("RUNNING", "MigrationRefused")
    assert "LockedError" in second.cause


def test_a_throttled_function_is_called_again_and_the_migration_goes_on(life, start):
    [function] = [
        one["FunctionName"]
        for one in life.client("lambda", TARGET).list_functions()["Functions"]
        if one["FunctionName"].endswith("-checks")
    ]
    life.machines.faults[function] = ["Lambda.TooManyRequestsException"] * 2
    execution = start()
    life.clock.run(60)
    assert names(execution) == FIRST
    assert [one["type"] for one in execution.history.events].count("TaskFailed") == 2


def test_a_machine_whose_role_may_not_call_gives_up_after_its_retries(life, start):
    iam = life.client("iam", TARGET)
    [role] = [one["RoleName"] for one in iam.list_roles()["Roles"] if one["RoleName"].endswith("-state-machine")]
    iam.delete_role_policy(RoleName=role, PolicyName="state-machine")
    execution = start()
    life.clock.run(600)
    assert (execution.status, execution.error) == ("FAILED", "MigrationRefused")
    assert "Lambda.AWSLambdaException" in execution.cause
    assert [one["type"] for one in execution.history.events].count("TaskFailed") == 2 * 6


def test_the_migration_stands_still_while_its_region_is_out_and_goes_on_afterwards(life, start):
    execution = start('{"objectWaitSeconds": 120}')
    life.clock.run(60)
    life.outages.lose(TARGET)
    life.clock.run(3600)
    assert names(execution) == FIRST
    life.outages.restore(TARGET)
    life.clock.run(60)
    assert "CheckObjects" in names(execution)
