"""Lambda's own queue, by its Developer Guide, "How Lambda handles errors and retries with asynchronous invocation"."""

import json

import pytest

from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE

ARN = "arn:aws:lambda:us-east-1:123456789012:function:f"


def test_an_event_that_goes_through_comes_once(here):
    here.life.functions.send(here.deploy(), {"n": 1})
    here.life.clock.run(600)
    assert len(here.calls()) == 1
    assert here.life.functions.queue.lost == []


def test_an_event_that_fails_comes_again_after_a_minute_and_after_two_more(here):
    here.life.functions.send(here.deploy(), {"fail": True})
    here.life.clock.run(3600)
    first, second, third = here.calls()
    assert (round(second - first), round(third - second)) == (60, 120)


def test_what_fails_for_good_goes_to_the_dlq_with_why(here):
    arn = here.deploy(dead=here.queue("dead"))
    here.life.functions.send(arn, {"fail": True})
    here.life.clock.run(60)
    assert here.told("dead") == []
    here.life.clock.run(600)
    ((body, attributes),) = here.told("dead")
    assert body == {"fail": True}
    assert attributes.pop("RequestID")
    assert attributes == {"ErrorCode": "200", "ErrorMessage": "it fails"}
    assert here.life.functions.queue.lost == []


def test_a_topic_may_be_the_dlq(here):
    topic, queue = here.topic(), here.queue("dead")
    here("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue)
    here.life.functions.send(here.deploy(dead=topic), {"fail": True})
    here.life.clock.run(600)
    (letter,) = here.received("dead")
    assert json.loads(letter["Message"]) == {"fail": True}


def test_without_a_dlq_an_event_is_lost(here):
    here.life.functions.send(here.deploy(), {"fail": True})
    here.life.clock.run(600)
    ((name, event, why),) = here.life.functions.queue.lost
    assert (name, event) == ("f", {"fail": True})
    assert why == "it fails; no dead-letter queue"
    assert here.values("DeadLetterErrors") == []


def test_an_event_is_lost_where_the_functions_role_may_not_send_to_the_dlq(here):
    dead = here.queue("dead", principal="")
    here.deploy(dead=dead)
    document = {"Effect": "Deny", "Action": "sqs:SendMessage", "Resource": dead}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [document]})
    here("iam").put_role_policy(RoleName="f", PolicyName="deny", PolicyDocument=policy)
    here.life.functions.send(ARN, {"fail": True})
    here.life.clock.run(600)
    assert here.received("dead") == []
    assert len(here.life.functions.queue.lost) == 1
    assert here.values("DeadLetterErrors") == [1]


def test_a_service_calls_only_where_the_functions_policy_lets_it(here):
    arn = here.deploy()
    refused = here.life.functions.send(arn, {}, principal="events.amazonaws.com", source_arn="arn:aws:events:::rule/r")
    assert "lambda:InvokeFunction" in refused
    here("lambda").add_permission(
        FunctionName="f", StatementId="s", Action="lambda:InvokeFunction", Principal="events.amazonaws.com"
    )
    assert not here.life.functions.send(arn, {}, principal="events.amazonaws.com", source_arn="arn:aws:events:::rule/r")
    here.life.clock.run(10)
    assert len(here.calls()) == 1


def test_a_function_that_is_not_there_is_refused(here):
    assert "not found" in here.life.functions.send(ARN, {})


def test_events_of_a_function_that_is_deleted_meanwhile_are_lost(here):
    here.life.functions.send(here.deploy(dead=here.queue("dead")), {"fail": True})
    here.life.clock.run(30)
    here("lambda").delete_function(FunctionName="f")
    here.life.clock.run(600)
    assert len(here.life.functions.queue.lost) == 1
    assert here.received("dead") == []


def test_a_function_that_is_deleted_during_its_last_attempt_loses_the_event(here):
    here.life.functions.send(here.deploy(dead=here.queue("dead")), {"fail": True, "sleep": 10})
    here.life.clock.run(205)
    here("lambda").delete_function(FunctionName="f")
    here.life.clock.run(600)
    assert len(here.life.functions.queue.lost) == 1


def test_events_wait_while_the_region_is_out(here):
    here.life.functions.send(here.deploy(), {})
    here.life.outages.lose(SOURCE)
    here.life.clock.run(3600)
    here.life.outages.restore(SOURCE)
    here.life.clock.run(10)
    assert [round(when) for when in here.calls()] == [3600]


def test_a_region_that_goes_out_during_the_last_attempt_tells_the_dlq_afterwards(here):
    here.life.functions.send(here.deploy(dead=here.queue("dead")), {"fail": True, "sleep": 10})
    here.life.clock.run(205)
    here.life.outages.lose(SOURCE)
    here.life.clock.run(3600)
    here.life.outages.restore(SOURCE)
    here.life.clock.run(10)
    assert len(here.told("dead")) == 1


def test_other_numbers_of_attempts_are_not_simulated(here):
    here.deploy()
    with pytest.raises(UnsupportedError, match="PutFunctionEventInvokeConfig"):
        here("lambda").put_function_event_invoke_config(FunctionName="f", MaximumRetryAttempts=0)
