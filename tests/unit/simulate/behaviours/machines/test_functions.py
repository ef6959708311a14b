"""Tasks that call functions."""

import json
import random

import pytest

from tapstack.simulate.behaviours.machines.failure import StateError
from tapstack.simulate.behaviours.machines.retrying import Retries
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.machines.conftest import ACCOUNT, ALL, INVOKE, output, role

ECHO = "def handler(event, context):\n    return {'got': event}\n"
BROKEN = """
class TradeError(Exception):
    pass

def handler(event, context):
    raise TradeError("no such trade")
"""
FAILS_TWICE = """
calls = []

def handler(event, context):
    calls.append(1)
    if len(calls) < 3:
        raise RuntimeError(str(len(calls)))
    return len(calls)
"""
SLOW = "import time\n\ndef handler(event, context):\n    time.sleep(event['seconds'])\n    return 'done'\n"
LARGE = "def handler(event, context):\n    return 'x' * 300_000\n"


def test_what_a_function_answers_is_the_payload_of_the_result(world):
    arn = world.put("echo", ECHO)
    run = world.task(INVOKE, {"FunctionName": arn, "Payload": {"a.$": "$.b"}}, {"b": 1})
    assert output(run) == {"ExecutedVersion": "$LATEST", "Payload": {"got": {"a": 1}}, "StatusCode": 200}


def test_a_function_may_be_called_by_its_name(world):
    world.put("echo", ECHO)
    assert output(world.task(INVOKE, {"FunctionName": "echo"}))["Payload"] == {"got": {}}


def test_a_function_as_the_resource_gets_the_input_and_gives_the_result(world):
    arn = world.put("echo", ECHO)
    run = world.task(arn, given={"a": 1})
    assert output(run) == {"got": {"a": 1}}
    assert world.history(run) == [
        "ExecutionStarted", "TaskStateEntered", "LambdaFunctionScheduled", "LambdaFunctionStarted",
        "LambdaFunctionSucceeded", "TaskStateExited", "ExecutionSucceeded",
    ]  # fmt: skip


def test_a_function_that_is_sent_an_event_is_not_waited_for(world):
    arn = world.put("slow", SLOW, Timeout=30)
    parameters = {"FunctionName": arn, "InvocationType": "Event", "Payload": {"seconds": 20}}
    run = world.task(INVOKE, parameters)
    assert output(run) == {"StatusCode": 202, "Payload": {}}
    assert run.stopped - run.started < 1


def test_the_error_of_a_function_is_named_after_its_type_and_tells_all_of_its_answer(world):
    run = world.task(INVOKE, {"FunctionName": world.put("broken", BROKEN)})
    assert (run.status, run.error) == ("FAILED", "TradeError")
    assert json.loads(run.cause)["errorMessage"] == "no such trade"


def test_a_function_is_called_again_after_intervals_that_grow(world):
    arn = world.put("sometimes", FAILS_TWICE)
    retry = [{"ErrorEquals": ["RuntimeError"], "IntervalSeconds": 5, "BackoffRate": 3}]
    run = world.task(INVOKE, {"FunctionName": arn}, Retry=retry)
    assert output(run)["Payload"] == 3
    assert run.stopped - run.started == pytest.approx(5 + 15 + 3 * 0.02)


def test_full_jitter_waits_for_some_part_of_the_interval(world):
    arn = world.put("broken", BROKEN)
    retry = [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 100, "MaxAttempts": 1, "JitterStrategy": "FULL"}]
    run = world.task(INVOKE, {"FunctionName": arn}, seconds=200, Retry=retry)
    assert 0.04 < run.stopped - run.started < 100


def test_full_jitter_is_the_same_each_time_for_the_same_execution():
    retrier = {"ErrorEquals": ["States.ALL"], "MaxAttempts": 9, "JitterStrategy": "FULL", "MaxDelaySeconds": 8}
    error = StateError("E")

    def pauses(name):
        retries = Retries({"Retry": [retrier]}, random.Random(name))
        return [retries.pause(error) for _ in range(10)]

    assert pauses("one") == pauses("one") != pauses("two")
    assert pauses("one")[9] is None
    longest = [1, 2, 4, 8, 8, 8, 8, 8, 8]
    assert all(0 <= pause <= most for pause, most in zip(pauses("one"), longest, strict=False))


def test_the_answer_of_a_function_that_takes_too_long_comes_too_late(world):
    arn = world.put("slow", SLOW, Timeout=60)
    run = world.task(INVOKE, {"FunctionName": arn, "Payload": {"seconds": 20}}, TimeoutSeconds=10)
    assert (run.status, run.error, run.stopped - run.started) == ("FAILED", "States.Timeout", 10)
    assert world.history(run)[-2:] == ["TaskTimedOut", "ExecutionFailed"]


def test_time_that_the_input_gives_is_time(world):
    arn = world.put("slow", SLOW, Timeout=60)
    given, parameters = {"most": 5}, {"FunctionName": arn, "Payload": {"seconds": 20}}
    run = world.task(INVOKE, parameters, given, TimeoutSecondsPath="$.most")
    assert (run.error, run.stopped - run.started) == ("States.Timeout", 5)


def test_a_function_that_outlasts_its_own_timeout_tells_so(world):
    run = world.task(INVOKE, {"FunctionName": world.put("slow", SLOW, Timeout=3), "Payload": {"seconds": 20}})
    assert run.error == "Sandbox.Timedout"
    assert "timed out after 3.00 seconds" in run.cause


def test_an_answer_larger_than_the_quota_is_refused_and_not_caught_by_states_all(world):
    catch = [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]
    task = {"Type": "Task", "Resource": INVOKE, "Parameters": {"FunctionName": world.put("large", LARGE)}, "End": True}
    run = world.run({"Task": {**task, "Catch": catch}, "Caught": {"Type": "Succeed"}})
    assert (run.status, run.error) == ("FAILED", "States.DataLimitExceeded")
    catch[0]["ErrorEquals"] = ["States.DataLimitExceeded"]
    assert world.run({"Task": {**task, "Catch": catch}, "Caught": {"Type": "Succeed"}}).status == "SUCCEEDED"


def test_a_role_that_may_not_call_the_function_fails_as_on_aws(world):
    arn = world.put("echo", ECHO)
    world.role = role(world.life, "weak", "states.amazonaws.com", {**ALL, "Action": "sns:Publish"})
    run = world.task(INVOKE, {"FunctionName": arn})
    assert run.error == "Lambda.AWSLambdaException"
    assert "is not authorized to perform: lambda:InvokeFunction" in run.cause
    assert "Error Code: AccessDeniedException" in run.cause


def test_a_function_that_there_is_not_fails(world):
    run = world.task(INVOKE, {"FunctionName": f"arn:aws:lambda:{TARGET}:{ACCOUNT}:function:none"})
    assert run.error == "Lambda.ResourceNotFoundException"


def test_a_function_in_a_region_that_is_out_of_reach_fails(world):
    arn = world.put("echo", ECHO).replace(TARGET, SOURCE)
    world.life.outages.lose(SOURCE)
    assert world.task(INVOKE, {"FunctionName": arn}).error == "Lambda.SdkClientException"


def test_faults_that_a_drill_puts_in_are_the_errors_of_the_next_calls(world):
    arn = world.put("echo", ECHO)
    world.life.machines.faults["echo"] = ["Lambda.TooManyRequestsException", "Lambda.ServiceException"]
    retry = [{"ErrorEquals": ["Lambda.TooManyRequestsException"], "IntervalSeconds": 2, "MaxAttempts": 5}]
    run = world.task(INVOKE, {"FunctionName": arn}, Retry=retry)
    assert (run.error, run.stopped - run.started) == ("Lambda.ServiceException", 2)
    assert output(world.task(INVOKE, {"FunctionName": arn}))["StatusCode"] == 200


@pytest.mark.parametrize(
    "parameters", [{}, {"FunctionName": 7}, {"FunctionName": "echo", "Nothing": 1}], ids=["none", "a number", "more"]
)
def test_a_call_without_a_function_or_with_unknown_fields_fails_for_good(world, parameters):
    world.put("echo", ECHO)
    assert world.task(INVOKE, parameters).error == "States.Runtime"
