"""Executions: how they are started, told, stopped, and what becomes of them when a region or a machine goes."""

import json

import pytest
from botocore.exceptions import ClientError

from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.machines.conftest import ACCOUNT, output

DONE = {"Done": {"Type": "Succeed"}}
HOUR = {"Wait": {"Type": "Wait", "Seconds": 3600, "Next": "Done"}, **DONE}
LOOP = {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"}}


def refusal(work, **given):
    """The code with which a call is refused."""
    with pytest.raises(ClientError) as refused:
        work(**given)
    return refused.value.response["Error"]["Code"]


def test_an_execution_is_told_while_it_goes_on_and_when_it_has_ended(world, life):
    execution = world.start(HOUR, {"a": 1})
    told = world.steps.describe_execution(executionArn=execution.arn)
    assert (told["status"], told["input"], told["name"]) == ("RUNNING", '{"a": 1}', "one")
    life.clock.run(3601)
    ended = world.steps.describe_execution(executionArn=execution.arn)
    assert (ended["status"], json.loads(ended["output"])) == ("SUCCEEDED", {"a": 1})
    assert (ended["stopDate"] - ended["startDate"]).total_seconds() == 3600


def test_times_at_which_states_were_entered_and_left_are_known(world):
    execution = world.run(HOUR, seconds=4000)
    assert execution.entered == [(0.0, "Wait"), (3600.0, "Done")]
    assert execution.exited == [(3600.0, "Wait"), (3600.0, "Done")]


def test_listeners_are_told_of_each_state_and_of_the_end(world, life):
    heard = []
    life.machines.listeners.append(lambda execution, state: heard.append((state, execution.status)))
    world.run(HOUR, seconds=4000)
    assert heard == [("Wait", "RUNNING"), ("Done", "RUNNING"), ("", "SUCCEEDED")]


def test_executions_are_listed_the_newest_first_by_status_and_in_pages(world, life):
    arn = world.machine({"StartAt": "Wait", "States": HOUR})
    for name in ("a", "b", "c"):
        world.steps.start_execution(stateMachineArn=arn, name=name)
        life.clock.run(1800)
    pages = world.steps.get_paginator("list_executions").paginate(stateMachineArn=arn, maxResults=2)
    assert [[one["name"] for one in page["executions"]] for page in pages] == [["c", "b"], ["a"]]
    running = world.steps.list_executions(stateMachineArn=arn, statusFilter="RUNNING")["executions"]
    assert [one["name"] for one in running] == ["c", "b"] if len(running) == 2 else ["c"]


def test_a_name_is_used_once_but_for_the_same_input_while_it_runs(world, life):
    arn = world.machine({"StartAt": "Wait", "States": HOUR})
    given = {"stateMachineArn": arn, "name": "one", "input": "{}"}
    first = world.steps.start_execution(**given)
    assert world.steps.start_execution(**given)["executionArn"] == first["executionArn"]
    assert refusal(world.steps.start_execution, **{**given, "input": '{"a": 1}'}) == "ExecutionAlreadyExists"
    life.clock.run(3601)
    assert refusal(world.steps.start_execution, **given) == "ExecutionAlreadyExists"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"input": "{"}, "InvalidExecutionInput"),
        ({"input": json.dumps("x" * 262_144)}, "InvalidExecutionInput"),
        ({"name": "a b"}, "InvalidName"),
        ({"stateMachineArn": f"arn:aws:states:{TARGET}:{ACCOUNT}:stateMachine:none"}, "StateMachineDoesNotExist"),
    ],
)
def test_what_cannot_be_started_is_refused(world, given, code):
    arn = world.machine({"StartAt": "Done", "States": DONE})
    assert refusal(world.steps.start_execution, **{"stateMachineArn": arn, **given}) == code


def test_an_execution_that_there_is_not_is_told_so(world):
    arn = f"arn:aws:states:{TARGET}:{ACCOUNT}:execution:none:none"
    for work in (world.steps.describe_execution, world.steps.get_execution_history, world.steps.stop_execution):
        assert refusal(work, executionArn=arn) == "ExecutionDoesNotExist"


def test_a_stopped_execution_enters_no_state_more(world, life):
    execution = world.run(HOUR, seconds=10)
    world.steps.stop_execution(executionArn=execution.arn, error="E", cause="c")
    told = world.steps.describe_execution(executionArn=execution.arn)
    assert (told["status"], told["error"], told["cause"]) == ("ABORTED", "E", "c")
    life.clock.run(4000)
    assert [name for _, name in execution.entered] == ["Wait"]
    assert world.history(execution) == ["ExecutionStarted", "WaitStateEntered", "ExecutionAborted"]


def test_branches_that_another_ended_touch_nothing_any_more(world, life):
    fails = {"StartAt": "F", "States": {"F": {"Type": "Wait", "Seconds": 5, "Next": "E"}, "E": {"Type": "Fail"}}}
    inner = {"StartAt": "X", "States": {"X": {"Type": "Fail", "Error": "Again"}}}
    again = {"Type": "Parallel", "Branches": [inner], "Retry": [{"ErrorEquals": ["Again"], "IntervalSeconds": 10}]}
    tries = {"StartAt": "T", "States": {"T": {**again, "End": True}}}
    caught = [{"ErrorEquals": ["States.ALL"], "Next": "Long"}]
    both = {"Type": "Parallel", "Branches": [fails, tries], "Catch": caught, "Next": "Long"}
    execution = world.run({"Both": both, "Long": {"Type": "Wait", "Seconds": 500, "End": True}}, seconds=100)
    assert [name for _, name in execution.entered].count("X") == 1
    assert execution.is_running


def test_an_execution_stands_still_while_its_region_is_out_and_goes_on_afterwards(world, life):
    execution = world.run(HOUR, seconds=10)
    life.outages.lose(TARGET)
    life.clock.run(7190)
    assert [name for _, name in execution.entered] == ["Wait"]
    assert execution.exited == []
    life.outages.restore(TARGET)
    life.clock.run(1)
    assert execution.entered[-1] == (7200.0, "Done")
    assert execution.status == "SUCCEEDED"


def test_the_loss_of_another_region_is_nothing_to_it(world, life):
    life.outages.lose(SOURCE)
    assert world.run(HOUR, seconds=3700).status == "SUCCEEDED"


def test_an_execution_whose_machine_is_deleted_ends_at_its_next_state(world, life):
    execution = world.run(HOUR, seconds=10)
    world.steps.delete_state_machine(stateMachineArn=execution.machine)
    assert execution.is_running
    life.clock.run(3600)
    assert (execution.status, [name for _, name in execution.entered]) == ("ABORTED", ["Wait"])


def test_an_execution_goes_on_with_the_definition_that_it_began_with(world, life):
    execution = world.run(HOUR, seconds=10)
    changed = {"StartAt": "Other", "States": {"Other": {"Type": "Fail"}}}
    world.steps.update_state_machine(stateMachineArn=execution.machine, definition=json.dumps(changed))
    life.clock.run(3600)
    assert execution.status == "SUCCEEDED"
    told = world.steps.describe_state_machine_for_execution(executionArn=execution.arn)
    assert json.loads(told["definition"])["StartAt"] == "Wait"


def test_a_history_of_25000_events_ends_an_execution(world):
    execution = world.run(LOOP, seconds=1)
    assert (execution.status, execution.error) == ("FAILED", "States.Runtime")
    assert execution.cause == "The execution reached the maximum number of history events (25000)."
    assert execution.history.last == 25_000
    assert execution.history.events[-1]["type"] == "ExecutionFailed"


def test_what_becomes_of_executions_is_measured(world, life):
    seen = world.run(HOUR, seconds=4000)
    dimensions = [{"Name": "StateMachineArn", "Value": seen.machine}]
    about = {"Namespace": "AWS/States", "Dimensions": dimensions, "Period": 60 * 60 * 24, "Statistics": ["Sum"]}
    times = {"StartTime": life.clock.moment.replace(hour=0), "EndTime": life.clock.moment.replace(hour=23)}
    client = life.client("cloudwatch", TARGET)
    names = ("ExecutionsStarted", "ExecutionsSucceeded", "ExecutionTime", "ExecutionsFailed")
    found = [client.get_metric_statistics(MetricName=name, **about, **times)["Datapoints"] for name in names]
    assert [[point["Sum"] for point in points] for points in found] == [[1.0], [1.0], [3_600_000.0], []]


def test_the_default_bus_hears_of_every_status(world, life):
    execution = world.run({"F": {"Type": "Fail", "Error": "E", "Cause": "c"}}, {"a": 1})
    seen = [event for _, region, bus, event in life.events.seen if (region, bus) == (TARGET, "default")]
    told = [event["detail"] for event in seen if event["source"] == "aws.states"]
    assert [detail["status"] for detail in told] == ["RUNNING", "FAILED"]
    assert (told[1]["error"], told[1]["cause"], told[1]["input"]) == ("E", "c", '{"a": 1}')
    assert told[1]["executionArn"] == execution.arn
    assert (told[0]["stopDate"], told[1]["stopDate"] - told[1]["startDate"]) == (None, 0)


def test_a_function_that_may_start_a_machine_needs_no_other_permission(world, life):
    arn = world.machine({"StartAt": "Done", "States": DONE})
    source = f"""
    import boto3

    def handler(event, context):
        return boto3.client("stepfunctions").start_execution(stateMachineArn="{arn}", name="by")["executionArn"]
    """
    function = world.put("starter", source)
    may = {"Effect": "Allow", "Action": "states:StartExecution", "Resource": arn}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [may]})
    life.client("iam", TARGET).put_role_policy(RoleName="function", PolicyName="own", PolicyDocument=policy)
    started = output(world.task(function))
    assert life.machines.executions[started].status == "SUCCEEDED"


@pytest.mark.parametrize(
    ("machine", "what"),
    [
        ({"QueryLanguage": "JSONata", "StartAt": "D", "States": {"D": {"Type": "Succeed"}}}, "JSONata"),
        ({"StartAt": "D", "States": {"D": {"Type": "Succeed", "QueryLanguage": "JSONata"}}}, "JSONata"),
        ({"StartAt": "D", "States": {"D": {"Type": "Pass", "Assign": {"x": 1}, "End": True}}}, "Assign"),
        ({"StartAt": "D", "States": {"D": {"Type": "Pass", "Next": "Gone"}}}, "Gone"),
        (
            {
                "StartAt": "D",
                "States": {
                    "D": {
                        "Type": "Map",
                        "End": True,
                        "ItemProcessor": {
                            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                            "StartAt": "P",
                            "States": {"P": {"Type": "Pass", "End": True}},
                        },
                    }
                },
            },
            "distributed",
        ),
    ],
    ids=["JSONata", "JSONata of a state", "variables", "no such state", "distributed Map"],
)
def test_a_definition_that_is_not_wholly_understood_is_not_begun(world, machine, what):
    with pytest.raises(UnsupportedError, match=what):
        world.life.machines.start(TARGET, world.machine(machine), "{}")


def test_what_is_not_simulated_of_the_service_is_refused_by_name(world):
    arn = world.run(DONE).arn
    with pytest.raises(UnsupportedError, match="RedriveExecution"):
        world.steps.redrive_execution(executionArn=arn)


def test_express_workflows_are_not_simulated(world):
    definition = json.dumps({"StartAt": "Done", "States": DONE})
    made = world.steps.create_state_machine(name="x", definition=definition, roleArn=world.role, type="EXPRESS")
    with pytest.raises(UnsupportedError, match="express"):
        world.steps.start_execution(stateMachineArn=made["stateMachineArn"])
