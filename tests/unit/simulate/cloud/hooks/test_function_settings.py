"""Settings of functions that moto loses."""

import io
import json
import zipfile

import pytest
from moto import mock_aws

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

REGION = "us-east-1"
LAMBDA = {"lambda": {"use_docker": False}}
QUEUE = {"TargetArn": "arn:aws:sqs:us-east-1:123456789012:dead"}
MOUNT = {
    "Arn": "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-01234567890123456",
    "LocalMountPath": "/mnt/data",
}
KEY = "arn:aws:kms:us-east-1:123456789012:key/1"
AT_CREATION = [
    ("DeadLetterConfig", QUEUE),
    ("FileSystemConfigs", [MOUNT]),
    ("LoggingConfig", {"LogFormat": "JSON", "LogGroup": "/own"}),
    ("SnapStart", {"ApplyOn": "PublishedVersions", "OptimizationStatus": "Off"}),
]
LATER = [
    *AT_CREATION,
    ("KMSKeyArn", KEY),
    ("TracingConfig", {"Mode": "Active"}),
    ("EphemeralStorage", {"Size": 1024}),
]


def make(services, **given):
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as packed:
        packed.writestr("index.py", "def handler(event, context): return 1")
    trust = json.dumps({"Version": "2012-10-17", "Statement": []})
    role = services("iam").create_role(RoleName="r", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    about = {"Runtime": "python3.12", "Role": role, "Handler": "index.handler", "Code": {"ZipFile": code.getvalue()}}
    services("lambda").create_function(FunctionName="f", **about, **given)


def of_creation(services, name, value):
    make(services, **{name: given(name, value)})
    return services("lambda").get_function(FunctionName="f")["Configuration"].get(name)


def of_change(services, name, value):
    make(services)
    services("lambda").update_function_configuration(FunctionName="f", **{name: given(name, value)})
    return services("lambda").get_function(FunctionName="f")["Configuration"].get(name)


def of_architecture(services, *_):
    make(services)
    services("lambda").update_function_code(
        FunctionName="f", ZipFile=b"PK\x05\x06" + bytes(18), Architectures=["arm64"]
    )
    return services("lambda").get_function(FunctionName="f")["Configuration"]["Architectures"]


def of_no_concurrency(services, *_):
    make(services)
    services("lambda").put_function_concurrency(FunctionName="f", ReservedConcurrentExecutions=0)
    return services("lambda").get_function(FunctionName="f").get("Concurrency")


def given(name, value):
    return {"ApplyOn": value["ApplyOn"]} if name == "SnapStart" else value


CASES = pytest.mark.parametrize(
    ("told", "name", "value"),
    [
        *((of_creation, *case) for case in AT_CREATION),
        *((of_change, *case) for case in LATER),
        (of_architecture, "Architectures", ["arm64"]),
        (of_no_concurrency, "Concurrency", {"ReservedConcurrentExecutions": 0}),
    ],
)


@CASES
def test_canary_moto_loses_it(told, name, value):
    with scrubbed(), mock_aws(config=LAMBDA):
        assert told(lambda service: client(service, REGION), name, value) != value


@CASES
def test_it_is_told_here(told, name, value):
    with open_cloud() as cloud:
        assert told(lambda service: cloud.client(service, REGION), name, value) == value


def test_an_empty_dead_letter_queue_is_none():
    with open_cloud() as cloud:
        make(lambda service: cloud.client(service, REGION), DeadLetterConfig=QUEUE)
        functions = cloud.client("lambda", REGION)
        told = functions.update_function_configuration(FunctionName="f", DeadLetterConfig={"TargetArn": ""})
        assert "DeadLetterConfig" not in told


def test_a_version_keeps_what_the_function_was_told_before_it():
    with open_cloud() as cloud:
        make(lambda service: cloud.client(service, REGION), DeadLetterConfig=QUEUE)
        functions = cloud.client("lambda", REGION)
        functions.publish_version(FunctionName="f")
        functions.update_function_configuration(FunctionName="f", DeadLetterConfig={"TargetArn": ""})
        assert functions.get_function(FunctionName="f", Qualifier="1")["Configuration"]["DeadLetterConfig"] == QUEUE
