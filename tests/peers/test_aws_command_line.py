"""The AWS command line, which nobody here wrote, deploys stacks and a StackSet to an endpoint on this machine."""

import json
import subprocess
import time

import pytest

from tapstack.endpoint.process import started
from tests.peers.conftest import ROOT, peer

ACCOUNT = "123456789012"
REGIONS = ["eu-central-1", "us-east-1"]
ROLE = f"arn:aws:iam::{ACCOUNT}:role/AWSCloudFormationStackSetAdministrationRole"
ROLES = ["--permission-model", "SELF_MANAGED", "--administration-role-arn", ROLE]
ROLES += ["--execution-role-name", "AWSCloudFormationStackSetExecutionRole"]
TEMPLATE = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Parameters": {"Seconds": {"Type": "Number", "Default": 60}},
    "Resources": {
        "Queue": {
            "Type": "AWS::SQS::Queue",
            "Properties": {"QueueName": {"Fn::Sub": "${AWS::StackName}-queue"}, "DelaySeconds": {"Ref": "Seconds"}},
        }
    },
    "Outputs": {"Url": {"Value": {"Ref": "Queue"}}},
}


@pytest.fixture(scope="module")
def served():
    """A server in which ten days pass in a second: the waiter of `deploy` looks only twice a minute."""
    with started(speed=1_000_000) as server:
        yield server


@pytest.fixture
def aws(served, tmp_path):
    """Runs `aws` with an endpoint URL; gives what it prints, and fails where it fails."""
    command = peer("awscli", "aws")
    environment = served.environment("us-east-1")
    del environment["AWS_ENDPOINT_URL"]  # the option is what is tried

    def run(*arguments):
        whole = [str(command), "--endpoint-url", served.url, "--output", "json", *map(str, arguments)]
        ended = subprocess.run(whole, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, f"{arguments}: {ended.stderr}"
        return json.loads(ended.stdout) if ended.stdout.startswith(("{", "[", '"')) else ended.stdout

    return run


@pytest.fixture
def template(tmp_path):
    file = tmp_path / "stack.json"
    file.write_text(json.dumps(TEMPLATE))
    return file


@pytest.fixture
def formation(aws):
    """Runs `aws cloudformation`."""
    return lambda *arguments: aws("cloudformation", *arguments)


def make_roles(aws):
    """The two roles of a self-managed StackSet, as the StackSets user guide has them."""
    administration, execution = ROLE.rpartition("/")[2], "AWSCloudFormationStackSetExecutionRole"
    service, account = {"Service": "cloudformation.amazonaws.com"}, {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    for role, principal in {administration: service, execution: account}.items():
        statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
        trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        aws("iam", "create-role", "--role-name", role, "--assume-role-policy-document", trust)
    assume = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": f"arn:aws:iam::{ACCOUNT}:role/{execution}"}
    everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    for role, allowed in {administration: assume, execution: everything}.items():
        policy = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
        named = ("--role-name", role, "--policy-name", "what-it-may")
        aws("iam", "put-role-policy", *named, "--policy-document", policy)


def until(ask, ending):
    """Asks until the answer no longer ends so."""
    while str(answer := ask()).endswith(ending):
        time.sleep(0.1)
    return answer


def test_deploy_makes_a_stack_and_then_finds_nothing_to_change(formation, template):
    deploy = ("deploy", "--stack-name", "deployed", "--template-file", template, "--no-fail-on-empty-changeset")
    values = ("--parameter-overrides", "Seconds=5")
    assert "Successfully created/updated stack - deployed" in formation(*deploy, *values)
    assert "No changes to deploy. Stack deployed is up to date" in formation(*deploy)
    (stack,) = formation("describe-stacks", "--stack-name", "deployed")["Stacks"]
    assert (stack["StackStatus"], stack["Parameters"][0]["ParameterValue"]) == ("CREATE_COMPLETE", "5")


def test_a_stack_is_created_waited_for_changed_by_a_change_set_and_deleted(aws, formation, template):
    named = ("--stack-name", "waited")
    body = ("--template-body", f"file://{template}")
    status = ("describe-stacks", *named, "--query", "Stacks[0].StackStatus")
    identity = formation("create-stack", *named, *body)["StackId"]
    assert until(lambda: formation(*status), "IN_PROGRESS") == "CREATE_COMPLETE"
    formation("wait", "stack-create-complete", *named)
    (resource,) = formation("list-stack-resources", *named)["StackResourceSummaries"]
    assert resource["PhysicalResourceId"].endswith("/waited-queue")
    change_set = ("--change-set-name", "slower")
    parameters = ("--parameters", "ParameterKey=Seconds,ParameterValue=90")
    formation("create-change-set", *named, *change_set, *body, *parameters)
    formation("wait", "change-set-create-complete", *named, *change_set)
    changes = formation("describe-change-set", *named, *change_set)["Changes"]
    assert [change["ResourceChange"]["Action"] for change in changes] == ["Modify"]
    formation("execute-change-set", *named, *change_set)
    assert until(lambda: formation(*status), "IN_PROGRESS") == "UPDATE_COMPLETE"
    attributes = aws(
        "sqs", "get-queue-attributes", "--queue-url", resource["PhysicalResourceId"], "--attribute-names", "All"
    )
    assert attributes["Attributes"]["DelaySeconds"] == "90"
    formation("delete-stack", *named)
    by_id = ("describe-stacks", "--stack-name", identity, "--query", "Stacks[0].StackStatus")
    assert until(lambda: formation(*by_id), "IN_PROGRESS") == "DELETE_COMPLETE"
    formation("wait", "stack-delete-complete", "--stack-name", identity)


def test_a_stack_set_goes_region_by_region_and_back(aws, formation, template):
    make_roles(aws)
    named = ("--stack-set-name", "both")
    where = ("--accounts", ACCOUNT, "--regions", *REGIONS)
    order = (
        f"RegionConcurrencyType=SEQUENTIAL,RegionOrder={','.join(REGIONS)},FailureToleranceCount=0,MaxConcurrentCount=1"
    )
    preferences = ("--operation-preferences", order)
    formation("create-stack-set", *named, "--template-body", f"file://{template}", *ROLES)

    def ended(operation):
        asked = ("--operation-id", operation["OperationId"])
        status = (*named, *asked, "--query", "StackSetOperation.Status")
        last = until(lambda: formation("describe-stack-set-operation", *status), ("RUNNING", "QUEUED"))
        results = formation("list-stack-set-operation-results", *named, *asked)["Summaries"]
        assert last == "SUCCEEDED", results
        return results

    results = ended(formation("create-stack-instances", *named, *where, *preferences))
    assert sorted((one["Region"], one["Status"]) for one in results) == [(region, "SUCCEEDED") for region in REGIONS]
    instances = formation("list-stack-instances", *named)["Summaries"]
    assert {one["Region"]: one["Status"] for one in instances} == dict.fromkeys(REGIONS, "CURRENT")
    queues = [aws("sqs", "list-queues", "--region", region).get("QueueUrls", []) for region in REGIONS]
    assert [sum("StackSet-both-" in url for url in urls) for urls in queues] == [1, 1]
    ended(formation("delete-stack-instances", *named, *where, *preferences, "--no-retain-stacks"))
    formation("delete-stack-set", *named)


def test_the_production_template_is_uploaded_and_validated(aws, formation):
    aws("s3", "mb", "s3://templates-of-the-desk", "--region", "eu-central-1")
    aws("s3", "cp", ROOT / "lib" / "TapStack.json", "s3://templates-of-the-desk/TapStack.json")
    url = "https://templates-of-the-desk.s3.eu-central-1.amazonaws.com/TapStack.json"
    validated = formation("validate-template", "--template-url", url)
    assert validated["Capabilities"] == ["CAPABILITY_NAMED_IAM"]
    assert "EnvironmentSuffix" in {one["ParameterKey"] for one in validated["Parameters"]}
