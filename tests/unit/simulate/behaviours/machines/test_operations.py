"""Tasks that call operations of services, and how their names, texts and errors differ from boto3's."""

import json

import pytest

from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import TARGET
from tests.unit.simulate.behaviours.machines.conftest import ACCOUNT, ALL, output, role

STATES = "arn:aws:states:::"


@pytest.fixture
def table(life):
    client = life.client("dynamodb", TARGET)
    client.create_table(
        TableName="trades",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    return client


def messages(life, queue):
    """The bodies in a queue."""
    found = life.client("sqs", TARGET).receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
    return [json.loads(one["Body"]) for one in found.get("Messages", ())]


def test_items_are_put_changed_read_and_deleted(world, table):
    key = {"TableName": "trades", "Key": {"id": {"S": "1"}}}
    change = {
        "UpdateExpression": "SET n = :n",
        "ExpressionAttributeValues": {":n": {"N.$": "States.Format('{}', $.n)"}},
    }
    put = {"TableName": "trades", "Item": {"id": {"S": "1"}, "a": {"BOOL": True}}}
    assert world.task(f"{STATES}dynamodb:putItem", put).status == "SUCCEEDED"
    assert world.task(f"{STATES}dynamodb:updateItem", {**key, **change}, {"n": 7}).status == "SUCCEEDED"
    found = output(world.task(f"{STATES}dynamodb:getItem", key))
    assert found["Item"] == {"id": {"S": "1"}, "a": {"BOOL": True}, "n": {"N": "7"}}
    assert world.task(f"{STATES}dynamodb:deleteItem", key).status == "SUCCEEDED"
    assert "Item" not in table.get_item(**key)


@pytest.mark.parametrize(("resource", "prefix"), [("dynamodb", "DynamoDB"), ("aws-sdk:dynamodb", "DynamoDb")])
def test_an_error_that_the_model_names_has_its_name_after_the_services(world, table, resource, prefix):
    del table
    put = {"TableName": "trades", "Item": {"id": {"S": "1"}}, "ConditionExpression": "attribute_exists(id)"}
    run = world.task(f"{STATES}{resource}:putItem", put)
    assert run.error == f"{prefix}.ConditionalCheckFailedException"
    assert "Status Code: 400" in run.cause


def test_an_object_is_sent_to_a_queue_as_json(world, life):
    queue = life.client("sqs", TARGET).create_queue(QueueName="q")["QueueUrl"]
    run = world.task(f"{STATES}sqs:sendMessage", {"QueueUrl": queue, "MessageBody": {"a.$": "$.b"}}, {"b": [1]})
    assert "MessageId" in output(run)
    assert messages(life, queue) == [{"a": [1]}]


def test_a_topic_is_told_with_the_machines_role(world, life):
    topic = life.client("sns", TARGET).create_topic(Name="t")["TopicArn"]
    published = {"TopicArn": topic, "Message": {"a": 1}, "Subject": "s"}
    assert "MessageId" in output(world.task(f"{STATES}sns:publish", published))
    assert [(notice.subject, notice.message) for notice in life.topics.taken] == [("s", '{"a":1}')]
    world.role = role(life, "weak", "states.amazonaws.com", {**ALL, "Action": "sqs:*"})
    run = world.task(f"{STATES}sns:publish", published)
    assert (run.error, len(life.topics.taken)) == ("SNS.AuthorizationErrorException", 1)
    assert "Error Code: AuthorizationError" in run.cause


def test_an_event_has_the_execution_among_its_resources(world, life):
    entry = {"Source": "us.trades", "DetailType": "Kind", "Detail": {"a": 1}, "EventBusName": "default"}
    run = world.task(f"{STATES}events:putEvents", {"Entries": [entry]})
    assert output(run)["FailedEntryCount"] == 0
    [event] = [event for *_, event in life.events.seen if event["source"] == "us.trades"]
    assert event["detail"] == {"a": 1}
    assert event["resources"] == [run.machine, run.arn]


def test_events_that_are_not_taken_fail_the_task(world):
    run = world.task(f"{STATES}events:putEvents", {"Entries": [{"Source": "s", "DetailType": "d", "Detail": "{"}]})
    assert run.error == "EventBridge.FailedEntry"


def test_other_operations_are_called_by_their_names_in_camel_case(world, life):
    life.client("ssm", TARGET).put_parameter(Name="/a", Value="1", Type="String")
    found = output(world.task(f"{STATES}aws-sdk:ssm:getParameter", {"Name": "/a"}))
    assert found["Parameter"]["Value"] == "1"
    assert found["Parameter"]["LastModifiedDate"].endswith("Z")


def test_members_are_in_pascal_case_whatever_the_service_calls_them(world, life):
    arn = world.machine({"StartAt": "S", "States": {"S": {"Type": "Succeed"}}}, "other")
    found = output(world.task(f"{STATES}aws-sdk:sfn:startExecution", {"StateMachineArn": arn, "Name": "inner"}))
    assert found["ExecutionArn"] == f"arn:aws:states:{TARGET}:{ACCOUNT}:execution:other:inner"
    assert life.machines.executions[found["ExecutionArn"]].status == "SUCCEEDED"


@pytest.mark.parametrize(
    ("resource", "parameters", "error"),
    [
        ("aws-sdk:ssm:getParameter", {"Name": "/none"}, "Ssm.ParameterNotFoundException"),
        ("aws-sdk:s3:headBucket", {"Bucket": "none"}, "S3.S3Exception"),
        ("aws-sdk:ssm:getParameter", {"Nothing": 1}, "States.Runtime"),
        ("aws-sdk:ssm:getNothing", {}, "States.Runtime"),
        ("aws-sdk:ssm:getParameter", {}, "Ssm.SdkClientException"),
    ],
)
def test_what_a_service_does_not_take_is_an_error_of_that_name(world, resource, parameters, error):
    assert world.task(STATES + resource, parameters).error == error


@pytest.mark.parametrize(
    "resource",
    [
        *(f"{STATES}states:startExecution.sync", f"{STATES}glue:startJobRun", f"{STATES}dynamodb:query"),
        *(f"{STATES}dynamodb:getItem.waitForTaskToken", f"arn:aws:states:{TARGET}:{ACCOUNT}:activity:a"),
        f"{STATES}aws-sdk:nothing:do",
    ],
)
def test_integrations_that_are_not_simulated_are_refused_by_name(world, resource):
    with pytest.raises(UnsupportedError, match="not simulated"):
        world.task(resource, {})
