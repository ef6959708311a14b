"""What every call passes: guards, answers, amendments, watchers."""

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.calls import Call, CallRefusedError
from tapstack.simulate.cloud.clients import new_session
from tapstack.simulate.cloud.role import acting_as, as_the_service, looking

ROLE = "arn:aws:iam::123456789012:role/worker"


@pytest.fixture
def cloud():
    with open_cloud() as opened:
        yield opened


@pytest.fixture
def sqs(cloud):
    return cloud.client("sqs", "us-east-1")


def refuse(code, **more):
    def guard(_):
        raise CallRefusedError(code, "not now", **more)

    return guard


def test_a_guard_sees_the_call_before_the_service_does(cloud, sqs):
    seen: list[Call] = []
    cloud.calls.guards.append(seen.append)
    sqs.create_queue(QueueName="q")
    (call,) = seen
    assert (call.service, call.operation, call.region) == ("sqs", "CreateQueue", "us-east-1")
    assert call.params == {"QueueName": "q"}
    assert (call.role, call.signing_name) == (None, "sqs")
    assert call.config.connect_timeout == 1


def test_names_are_those_of_botocore(cloud):
    seen = []
    cloud.calls.guards.append(lambda call: seen.append((call.service, call.operation, call.signing_name)))
    cloud.client("stepfunctions", "us-east-1").list_state_machines()
    cloud.client("dynamodbstreams", "us-east-1").list_streams()
    assert seen == [
        ("stepfunctions", "ListStateMachines", "states"),
        ("dynamodbstreams", "ListStreams", "dynamodb"),
    ]


def test_a_call_that_is_refused_is_a_client_error_and_does_not_reach_the_service(cloud, sqs):
    cloud.calls.guards.append(refuse("AccessDenied", status=403, Extra={"a": 1}))
    with pytest.raises(ClientError) as caught:
        sqs.create_queue(QueueName="q")
    cloud.calls.guards.clear()
    answer = caught.value.response
    assert answer["Error"] == {"Code": "AccessDenied", "Message": "not now"}
    assert (answer["ResponseMetadata"]["HTTPStatusCode"], answer["Extra"]) == (403, {"a": 1})
    assert "QueueUrls" not in sqs.list_queues()


def test_a_refusal_is_an_exception_of_the_service_where_it_has_one_of_that_name(cloud):
    dynamodb = cloud.client("dynamodb", "us-east-1")
    cloud.calls.guards.append(refuse("ResourceNotFoundException"))
    with pytest.raises(dynamodb.exceptions.ResourceNotFoundException):
        dynamodb.describe_table(TableName="t")


@pytest.mark.parametrize(
    ("code", "status", "tried"),
    [("ThrottlingException", 400, True), ("Anything", 503, True), ("AccessDenied", 403, False)],
)
def test_what_is_tried_again_was_tried_in_vain(cloud, sqs, code, status, tried):
    cloud.calls.guards.append(refuse(code, status=status))
    with pytest.raises(ClientError) as caught:
        sqs.list_queues()
    assert caught.value.response["ResponseMetadata"].get("MaxAttemptsReached", False) is tried


def test_guards_are_asked_in_order_until_one_refuses(cloud, sqs):
    asked = []
    cloud.calls.guards += [lambda _: asked.append(1), refuse("No"), lambda _: asked.append(2)]
    with pytest.raises(ClientError):
        sqs.list_queues()
    assert asked == [1]


def test_a_guard_may_raise_what_botocore_raises(cloud, sqs):
    def silent(_):
        raise ConnectTimeoutError(endpoint_url="https://x")

    cloud.calls.guards.append(silent)
    with pytest.raises(ConnectTimeoutError):
        sqs.list_queues()


def test_an_answer_stands_in_for_the_service_and_the_last_one_counts(cloud, sqs):
    cloud.calls.answer("sqs:ListQueues", lambda _: {"QueueUrls": ["first"]})
    cloud.calls.answer("sqs:ListQueues", lambda call: {"QueueUrls": [call.region]})
    answer = sqs.list_queues()
    assert answer["QueueUrls"] == ["us-east-1"]
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_a_guard_comes_before_an_answer(cloud, sqs):
    cloud.calls.answer("sqs:ListQueues", lambda _: {"QueueUrls": []})
    cloud.calls.guards.append(refuse("No"))
    with pytest.raises(ClientError):
        sqs.list_queues()


def test_watchers_are_told_of_what_succeeded_with_its_answer(cloud, sqs):
    told = []
    cloud.calls.watch("sqs:GetQueueUrl", lambda call, answer: told.append((call.params["QueueName"], answer)))
    sqs.create_queue(QueueName="q")
    url = sqs.get_queue_url(QueueName="q")["QueueUrl"]
    with pytest.raises(ClientError):
        sqs.get_queue_url(QueueName="none")
    ((name, answer),) = told
    assert (name, answer["QueueUrl"]) == ("q", url)


def test_watchers_are_told_of_what_was_answered_but_not_of_what_was_refused(cloud, sqs):
    told = []
    cloud.calls.watch("sqs:ListQueues", lambda _, answer: told.append(answer["QueueUrls"]))
    cloud.calls.answer("sqs:ListQueues", lambda _: {"QueueUrls": ["a"]})
    sqs.list_queues()
    cloud.calls.answer("sqs:ListQueues", refuse("No"))
    with pytest.raises(ClientError):
        sqs.list_queues()
    assert told == [["a"]]


def test_an_answer_is_completed_before_watchers_and_the_caller_see_it(cloud, sqs):
    told = []
    cloud.calls.watch("sqs:ListQueues", lambda _, answer: told.append(answer["QueueUrls"]))
    cloud.calls.amend("sqs:ListQueues", lambda _, answer: answer.update(QueueUrls=["mended"]))
    assert sqs.list_queues()["QueueUrls"] == ["mended"]
    assert told == [["mended"]]


def test_the_role_is_that_of_the_innermost_that_acts(cloud, sqs):
    seen = []
    cloud.calls.guards.append(lambda call: seen.append(call.role))
    with acting_as(ROLE):
        sqs.list_queues()
        with as_the_service():
            sqs.list_queues()
        sqs.list_queues()
    sqs.list_queues()
    assert seen == [ROLE, None, ROLE, None]


def test_the_simulation_itself_looks_unguarded_and_unwatched_and_gets_whole_answers(cloud, sqs):
    told = []
    cloud.calls.guards.append(refuse("No"))
    cloud.calls.watch("sqs:ListQueues", lambda *_: told.append(1))
    cloud.calls.amend("sqs:ListQueues", lambda _, answer: answer.update(QueueUrls=["mended"]))
    with acting_as(ROLE), looking():
        assert sqs.list_queues()["QueueUrls"] == ["mended"]
    assert told == []


def test_clients_of_other_sessions_pass_as_well(cloud):
    cloud.calls.guards.append(refuse("No"))
    with pytest.raises(ClientError, match="not now"):
        new_session("eu-central-1").client("sqs").list_queues()


def test_an_account_that_is_closed_is_asked_no_more():
    with open_cloud() as first:
        first.calls.guards.append(refuse("No"))
    with open_cloud() as second:
        assert second.client("sqs", "us-east-1").list_queues()["ResponseMetadata"]["HTTPStatusCode"] == 200
