"""Control calls of a server, over HTTP."""

import http.client
import json
import urllib.request
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError

from tapstack.endpoint.process import started
from tapstack.findings import InputError

QUEUE = {"Type": "AWS::SQS::Queue"}


@pytest.fixture(scope="module")
def served():
    """A server whose time stands still but for steps."""
    with started(speed=0) as server:
        yield server


@pytest.fixture(autouse=True)
def calm(served):
    """Nothing is left that goes wrong."""
    yield
    served.control.clear()


def tried(served, service, attempts, region="us-east-1"):
    """A client that tries so often, without waiting long in between."""
    session = boto3.session.Session("testing", "testing", region_name=region)
    retries = {"total_max_attempts": attempts, "mode": "standard"}
    return session.client(service, endpoint_url=served.url, config=Config(retries=retries))


def test_the_calls_are_listed(served):
    with urllib.request.urlopen(f"{served.url}/_tapstack") as answer:
        told = json.load(answer)
    assert "POST /_tapstack/step" in [call["call"] for call in told["calls"]]


def test_a_wrong_call_is_a_400_with_a_sentence(served):
    connection = http.client.HTTPConnection(urlsplit(served.url).netloc)
    connection.request("POST", "/_tapstack/step", "{")
    answer = connection.getresponse()
    assert answer.status == 400 and json.loads(answer.read())["error"].startswith("step: the body is not JSON")
    connection.close()
    with pytest.raises(InputError, match="step: seconds is at least 0, not -1"):
        served.control.step(-1)


def test_a_stack_is_stepped_stalled_and_released(served, client, text):
    formation = client("cloudformation")
    served.control.stall("Q", region="us-east-1")
    formation.create_stack(StackName="stalled", TemplateBody=text({"Q": QUEUE}))
    served.control.step(86_400)
    assert formation.describe_stacks(StackName="stalled")["Stacks"][0]["StackStatus"] == "CREATE_IN_PROGRESS"
    served.control.release()
    served.control.step(1)
    formation.get_waiter("stack_create_complete").wait(StackName="stalled", WaiterConfig={"Delay": 1, "MaxAttempts": 1})


def test_a_client_tries_again_after_throttling_an_error_and_a_lost_connection(served):
    served.control.refuse("sqs", "ListQueues", code="ThrottlingException")
    served.control.refuse("sqs", "ListQueues", code="ServiceUnavailable", status=503)
    served.control.refuse("sqs", "ListQueues", drop=True)
    told = tried(served, "sqs", 4).list_queues()
    assert told["ResponseMetadata"]["RetryAttempts"] == 3
    served.control.refuse("sqs", "ListQueues", drop=True)
    with pytest.raises(ConnectionClosedError):
        tried(served, "sqs", 1).list_queues()


def test_a_region_is_switched_off_and_on(served, client):
    served.control.disable("ap-east-1")
    with pytest.raises(ClientError, match="InvalidClientTokenId"):
        client("sts", "ap-east-1").get_caller_identity()
    assert client("account").get_region_opt_status(RegionName="ap-east-1")["RegionOptStatus"] == "DISABLED"
    served.control.enable("ap-east-1")
    assert client("sts", "ap-east-1").get_caller_identity()["Account"] == "123456789012"


def test_a_lost_region_drops_connections(served):
    served.control.lose("eu-west-1")
    with pytest.raises(ConnectionClosedError):
        tried(served, "cloudformation", 1, "eu-west-1").list_stacks()
    served.control.restore("eu-west-1")
    tried(served, "cloudformation", 1, "eu-west-1").list_stacks()


def test_time_passes_as_fast_as_it_is_told(served):
    before = served.control.state()
    assert before["speed"] == 0
    served.control.speed(100_000)
    while served.control.state()["seconds"] <= before["seconds"]:
        pass
    served.control.pause()
    seconds = served.control.state()["seconds"]
    assert served.control.state()["seconds"] == seconds
    served.control.speed(0)
    served.control.resume()


def test_a_reset_server_is_empty(served, client):
    client("s3").create_bucket(Bucket="one")
    served.control.reset()
    assert client("s3").list_buckets()["Buckets"] == [] and served.control.state()["stacks"] == []
