"""A server that is ended, in whatever way, and started again."""

import json
import os
import signal
import subprocess
import sys

import boto3
import pytest

from tapstack.endpoint.process import NotServedError, started

QUEUE = {"Type": "AWS::SQS::Queue"}
BODY = json.dumps(
    {
        "Parameters": {"Secret": {"Type": "String", "NoEcho": True}},
        "Resources": {
            "Q": QUEUE,
            "P": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": {"Ref": "Secret"}}},
        },
    }
)


def clients(url):
    session = boto3.session.Session("testing", "testing", region_name="us-east-1")
    return lambda service: session.client(service, endpoint_url=url)


def begin(client):
    parameters = [{"ParameterKey": "Secret", "ParameterValue": "hunter2"}]
    client("cloudformation").create_stack(StackName="kept", TemplateBody=BODY, Parameters=parameters)


def test_a_killed_server_goes_on_with_what_it_had_answered(tmp_path):
    state = tmp_path / "state"
    command = [sys.executable, "-m", "tapstack", "serve", "--port", "0", "--speed", "0", "--state", str(state)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        client = clients(process.stdout.readline().strip())
        client("s3").create_bucket(Bucket="kept")
        client("s3").put_object(Bucket="kept", Key="k", Body=b"\x00\xff" * 1000)
        queue = client("sqs").create_queue(QueueName="kept")["QueueUrl"]
        begin(client)
        message = client("sqs").send_message(QueueUrl=queue, MessageBody="m")["MessageId"]
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    assert state.stat().st_mode & 0o777 == 0o600
    with started(speed=0, state=state) as served:
        client = clients(served.url)
        assert client("s3").get_object(Bucket="kept", Key="k")["Body"].read() == b"\x00\xff" * 1000
        (told,) = client("cloudformation").describe_stacks()["Stacks"]
        assert told["StackStatus"] == "CREATE_IN_PROGRESS" and "hunter2" not in json.dumps(told, default=str)
        served.control.step(600)
        assert client("cloudformation").describe_stacks()["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
        assert client("sqs").receive_message(QueueUrl=queue)["Messages"][0]["MessageId"] == message
        seconds = served.control.state()["seconds"]
        with pytest.raises(NotServedError, match="another tapstack serve keeps its state there"), started(state=state):
            pass
    with started(speed=0, state=state) as served:
        assert served.control.state()["seconds"] == seconds == 600
        assert clients(served.url)("cloudformation").describe_stacks()["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
