"""What moto would deliver by itself: to targets of rules, to subscribers of topics, and by event source mappings."""

import io
import json
import zipfile

import pytest
from moto import mock_aws
from moto.awslambda.models import LambdaFunction

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

REGION = "us-east-1"
TRUST = {"Version": "2012-10-17", "Statement": []}
LAMBDA = {"lambda": {"use_docker": False}}
CALLS: list[object] = []


@pytest.fixture(autouse=True)
def _calls(monkeypatch):
    """Moto hands records to the function itself, whatever runs functions."""
    CALLS.clear()
    monkeypatch.setattr(LambdaFunction, "invoke", lambda *given, **_: CALLS.append(given))


def received(services):
    queue = services("sqs").get_queue_url(QueueName="q")["QueueUrl"]
    return len(services("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", []))


def queue(services):
    url = services("sqs").create_queue(QueueName="q")["QueueUrl"]
    told = services("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return url, told["Attributes"]["QueueArn"]


def of_a_rule(services):
    """One event on the default bus, and a rule that sends it to a queue."""
    _, arn = queue(services)
    events = services("events")
    events.put_rule(Name="all", EventPattern='{"source": ["mine"]}')
    events.put_targets(Rule="all", Targets=[{"Id": "q", "Arn": arn}])
    events.put_events(Entries=[{"Source": "mine", "DetailType": "Any", "Detail": "{}"}])
    return received(services)


def of_a_mapping(services):
    """One message in a queue whose messages a function takes: how many it took."""
    url, arn = queue(services)
    mapped(services, arn)
    services("sqs").send_message(QueueUrl=url, MessageBody="x")
    return 1 - received(services)


def of_a_stream(services):
    """A record in a stream that a function reads: how often it was called."""
    kinesis = services("kinesis")
    kinesis.create_stream(StreamName="s", ShardCount=1)
    arn = kinesis.describe_stream(StreamName="s")["StreamDescription"]["StreamARN"]
    mapped(services, arn, StartingPosition="LATEST")
    kinesis.put_record(StreamName="s", PartitionKey="k", Data=b"x")
    return len(CALLS)


def of_a_table(services):
    """A change of a table whose stream a function reads: how often it was called."""
    dynamodb = services("dynamodb")
    about = dynamodb.create_table(
        TableName="t",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    )
    mapped(services, about["TableDescription"]["LatestStreamArn"], StartingPosition="LATEST")
    dynamodb.put_item(TableName="t", Item={"id": {"S": "a"}})
    return len(CALLS)


def of_a_topic(services):
    """A message that is published to a topic to which a queue subscribes."""
    _, arn = queue(services)
    topic = services("sns").create_topic(Name="t")["TopicArn"]
    services("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    services("sns").publish(TopicArn=topic, Message="hello")
    return received(services)


def mapped(services, arn, **settings):
    """A function f that reads the source."""
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as packed:
        packed.writestr("index.py", "def handler(event, context): return 1")
    role = services("iam").create_role(RoleName="r", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
    about = {"Runtime": "python3.12", "Role": role, "Handler": "index.handler", "Code": {"ZipFile": code.getvalue()}}
    services("lambda").create_function(FunctionName="f", **about)
    services("lambda").create_event_source_mapping(FunctionName="f", EventSourceArn=arn, **settings)


DELIVERED = pytest.mark.parametrize(
    "sent",
    [of_a_rule, of_a_mapping, of_a_stream, of_a_table, of_a_topic],
    ids=["rule", "queue", "stream", "table", "topic"],
)


@DELIVERED
def test_canary_moto_delivers_it(sent):
    with scrubbed(), mock_aws(config=LAMBDA):
        assert sent(lambda service: client(service, REGION)) == 1


@DELIVERED
def test_nothing_is_delivered_here(sent):
    with open_cloud() as cloud:
        assert sent(lambda service: cloud.client(service, REGION)) == 0


def test_a_rule_whose_target_moto_does_not_know_takes_events():
    with open_cloud() as cloud:
        events = cloud.client("events", REGION)
        events.put_rule(Name="all", EventPattern='{"source": ["mine"]}')
        target = "arn:aws:states:us-east-1:123456789012:stateMachine:m"
        events.put_targets(Rule="all", Targets=[{"Id": "m", "Arn": target}])
        told = events.put_events(Entries=[{"Source": "mine", "DetailType": "Any", "Detail": "{}"}])
        assert told["FailedEntryCount"] == 0
