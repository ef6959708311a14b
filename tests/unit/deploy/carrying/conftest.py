"""A deployment of a small template, and AWS as botocore's stubs answer for it."""

import json
from datetime import UTC, datetime
from types import SimpleNamespace

import boto3
import pytest
from botocore.stub import Stubber

from tapstack.checks.subject import Subject
from tapstack.deploy.connection import Connection
from tapstack.deploy.planning.present import Instance
from tapstack.deploy.planning.template_file import TemplateFile
from tapstack.deploy.planning.wanted import wanted
from tapstack.deploy.target import Target

ACCOUNT = "123456789012"
ONE, TWO = "eu-central-1", "us-east-1"
CREATED = datetime(2026, 11, 25, 12, tzinfo=UTC)
TEMPLATE = {
    "Description": "Two settings",
    "Parameters": {
        "Size": {"Type": "String", "Default": "small"},
        "Password": {"Type": "String", "NoEcho": True, "Default": "hunter2"},
    },
    "Resources": {
        "Setting": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": {"Ref": "Size"}}},
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}},
    },
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "template.json"
    path.write_text(json.dumps(TEMPLATE))
    return path


@pytest.fixture
def target(file):
    return Target(Subject(str(file), (ONE, TWO), complete=True), "trading", ONE, "templates")


@pytest.fixture
def wish(target, file):
    """What is wanted; changes of the target and of what is asked beside by name."""

    def make(changed=target, **more):
        return wanted(changed, TemplateFile.read(str(file)), account_id=ACCOUNT, partition="aws", **more)

    return make


@pytest.fixture
def as_wanted(wish):
    """The StackSet as DescribeStackSet tells it when it is as it is wanted; NoEcho values as AWS tells them."""

    def make(**changes):
        one = wish()
        found = {
            "StackSetName": one.stack_set,
            "Status": "ACTIVE",
            "TemplateBody": one.template.text,
            "Parameters": [{"ParameterKey": k, "ParameterValue": v} for k, v in one.shown_parameters.items()],
            "Capabilities": list(one.capabilities),
            "Tags": [],
            "Description": one.description,
            "ManagedExecution": {"Active": True},
            "PermissionModel": "SELF_MANAGED",
            "AdministrationRoleARN": one.administration_role_arn,
            "ExecutionRoleName": one.execution_role,
        }
        return {**found, **changes}

    return make


@pytest.fixture
def instance():
    def make(region, status="CURRENT", **more):
        found = {"stack_id": f"arn:aws:cloudformation:{region}:{ACCOUNT}:stack/s/1", "stack_status": "CREATE_COMPLETE"}
        return Instance(ACCOUNT, region, status, **{**found, **more})

    return make


@pytest.fixture(scope="session")
def session():
    """Reads botocore's models once."""
    return boto3.session.Session("testing", "testing", region_name=ONE)


@pytest.fixture
def aws(session):
    """A connection whose clients answer what ``aws.says(service, region, operation, ...)`` put into them, in order."""
    connection = Connection(ACCOUNT, "aws", f"arn:aws:iam::{ACCOUNT}:user/me", ONE, (ONE, TWO), session)
    stubs = {}

    def stub(service, region=ONE):
        if (service, region) not in stubs:
            stubs[service, region] = Stubber(connection.client(service, region))
            stubs[service, region].activate()
        return stubs[service, region]

    def says(service, operation, answer, expected=None, region=ONE):
        stub(service, region).add_response(operation, answer, expected)

    def refuses(service, operation, code, status=400, region=ONE, headers=None):
        meta = {"HTTPHeaders": headers} if headers else None
        stub(service, region).add_client_error(operation, code, "no", status, response_meta=meta)

    for service, region in (("cloudformation", ONE), ("cloudformation", TWO), ("s3", ONE), ("iam", ONE), ("ec2", ONE)):
        stub(service, region)
    yield SimpleNamespace(connection=connection, says=says, refuses=refuses, stubs=stubs)
    for one in stubs.values():
        one.assert_no_pending_responses()
