"""Tasks that wait for their token."""

import json

import pytest
from botocore.exceptions import ClientError

from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.machines.conftest import output

SEND = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"


@pytest.fixture
def waiting(world, life):
    """Begins an execution that waits; gives it, and the token that went to the queue."""
    queue = life.client("sqs", TARGET).create_queue(QueueName="q")["QueueUrl"]

    def begin(**fields):
        body = {"token.$": "$$.Task.Token", "from.$": "$$.Execution.Id"}
        state = {"Type": "Task", "Resource": SEND, "Parameters": {"QueueUrl": queue, "MessageBody": body}}
        execution = world.run({"Ask": {**state, "End": True, **fields}}, seconds=10)
        [message] = life.client("sqs", TARGET).receive_message(QueueUrl=queue)["Messages"]
        said = json.loads(message["Body"])
        assert said["from"] == execution.arn
        return execution, said["token"]

    return begin


def refusal(work, **given):
    """The code with which a call is refused."""
    with pytest.raises(ClientError) as refused:
        work(**given)
    return refused.value.response["Error"]["Code"]


def test_an_execution_waits_until_its_token_is_answered(world, life, waiting):
    execution, token = waiting()
    life.clock.run(3600)
    assert execution.is_running
    assert life.machines.tokens.of(execution) == token
    world.steps.send_task_success(taskToken=token, output='{"approved": true}')
    life.clock.run(1)
    assert output(execution) == {"approved": True}
    assert life.machines.tokens.of(execution) == ""


def test_a_failure_is_an_error_of_its_name(world, life, waiting):
    execution, token = waiting()
    world.steps.send_task_failure(taskToken=token, error="Rejected", cause="no")
    life.clock.run(1)
    assert (execution.status, execution.error, execution.cause) == ("FAILED", "Rejected", "no")


def test_the_history_tells_that_the_task_was_submitted(world, life, waiting):
    execution, token = waiting()
    assert world.history(execution)[-3:] == ["TaskScheduled", "TaskStarted", "TaskSubmitted"]
    world.steps.send_task_success(taskToken=token, output="1")
    life.clock.run(1)
    assert world.history(execution)[-3:] == ["TaskSucceeded", "TaskStateExited", "ExecutionSucceeded"]


def test_time_is_up_while_nobody_answers(world, life, waiting):
    execution, token = waiting(TimeoutSeconds=100)
    life.clock.run(200)
    assert (execution.error, execution.stopped - execution.started) == ("States.Timeout", 100)
    assert refusal(world.steps.send_task_success, taskToken=token, output="1") == "TaskTimedOut"


def test_heartbeats_keep_a_task_going_and_one_that_is_missed_ends_it(world, life, waiting):
    execution, token = waiting(HeartbeatSeconds=60)
    for _ in range(5):
        life.clock.run(50)
        world.steps.send_task_heartbeat(taskToken=token)
    assert execution.is_running
    life.clock.run(61)
    assert (execution.error, execution.stopped - execution.started) == ("States.HeartbeatTimeout", 10 + 250 + 60)


@pytest.mark.parametrize("name", ["States.HeartbeatTimeout", "States.Timeout", "States.ALL"])
def test_a_missed_heartbeat_is_caught_as_a_timeout_too(life, waiting, name):
    execution, _ = waiting(HeartbeatSeconds=20, Retry=[{"ErrorEquals": [name], "MaxAttempts": 1}])
    life.clock.run(100)
    assert execution.stopped - execution.started == pytest.approx(20 + 1 + 20, abs=0.2)


def test_a_token_is_answered_once(world, waiting):
    _, token = waiting()
    world.steps.send_task_success(taskToken=token, output="1")
    assert refusal(world.steps.send_task_failure, taskToken=token) == "TaskTimedOut"
    assert refusal(world.steps.send_task_heartbeat, taskToken=token) == "TaskTimedOut"


def test_a_token_that_nobody_gave_out_or_of_another_region_is_none(world, life, waiting):
    _, token = waiting()
    assert refusal(world.steps.send_task_success, taskToken="none", output="1") == "InvalidToken"
    other = life.client("stepfunctions", SOURCE)
    assert refusal(other.send_task_success, taskToken=token, output="1") == "InvalidToken"


def test_an_answer_that_is_no_json_is_refused_and_the_task_goes_on_waiting(world, life, waiting):
    execution, token = waiting()
    assert refusal(world.steps.send_task_success, taskToken=token, output="{") == "InvalidOutput"
    life.clock.run(1)
    assert execution.is_running


def test_the_token_of_an_execution_that_was_stopped_is_answered_no_more(world, life, waiting):
    execution, token = waiting()
    world.steps.stop_execution(executionArn=execution.arn, error="Enough", cause="because")
    assert refusal(world.steps.send_task_success, taskToken=token, output="1") == "TaskTimedOut"
    life.clock.run(100)
    assert (execution.status, execution.error, execution.cause) == ("ABORTED", "Enough", "because")
    assert world.history(execution)[-1] == "ExecutionAborted"


def test_a_function_may_answer_its_own_token(world, life):
    source = """
    import boto3

    def handler(event, context):
        boto3.client("stepfunctions").send_task_success(taskToken=event["token"], output='"by itself"')
    """
    arn = world.put("own", source)
    parameters = {"FunctionName": arn, "Payload": {"token.$": "$$.Task.Token"}}
    run = world.task("arn:aws:states:::lambda:invoke.waitForTaskToken", parameters)
    assert output(run) == "by itself"
