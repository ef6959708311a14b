"""`tapstack deploy` makes the StackSet of the production template in both regions; the AWS command line takes it away."""

import json
import subprocess
import time

import boto3
import pytest

from tests.peers.conftest import ROOT, peer

REGIONS = ["eu-central-1", "us-east-1"]
BUCKET = "templates-of-the-desk"
PARAMETERS = {"EnvironmentSuffix": "peer", "TemplateBucketName": BUCKET}
OPTIONS = ("--stack-set", "trading-peer", "--parameter", "EnvironmentSuffix=peer")
BACK = (
    "RegionConcurrencyType=SEQUENTIAL,RegionOrder=us-east-1,eu-central-1,FailureToleranceCount=0,MaxConcurrentCount=1"
)


@pytest.fixture(scope="module")
def account(served):
    """An account with the roles of lib/StackSetRoles.json and a bucket: the variables that lead there."""
    session = boto3.session.Session("testing", "testing", region_name=REGIONS[0])
    s3, formation = (session.client(name, endpoint_url=served.url) for name in ("s3", "cloudformation"))
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGIONS[0]})
    formation.create_stack(
        StackName="roles",
        TemplateBody=(ROOT / "lib" / "StackSetRoles.json").read_text(),
        Capabilities=["CAPABILITY_NAMED_IAM"],
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in PARAMETERS.items()],
    )
    while (status := formation.describe_stacks(StackName="roles")["Stacks"][0]["StackStatus"]) == "CREATE_IN_PROGRESS":
        time.sleep(0.1)
    assert status == "CREATE_COMPLETE"
    return served.environment(REGIONS[0])


@pytest.fixture
def aws(account):
    """Runs `aws cloudformation` in the management region."""

    def run(*arguments):
        command = [str(peer("awscli", "aws")), "--output", "json", "cloudformation", *arguments]
        ended = subprocess.run(command, env=account, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr
        return json.loads(ended.stdout) if ended.stdout.strip() else None

    return run


@pytest.fixture(scope="module")
def deployed(tapstack, account, tmp_path_factory):
    reports = tmp_path_factory.mktemp("reports")
    ended = tapstack("deploy", *OPTIONS, "--bucket", BUCKET, "--reports", reports, "--yes", **account)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended, json.loads((reports / "deploy.json").read_text())


def test_both_regions_are_deployed_in_order_and_proven(deployed):
    ended, _ = deployed
    assert [line.split()[:3] for line in ended.stdout.splitlines()[:2]] == [
        [region, "CURRENT", "CREATE_COMPLETE"] for region in REGIONS
    ]


def test_another_client_finds_the_same(deployed, aws):
    instances = aws("list-stack-instances", "--stack-set-name", "trading-peer")["Summaries"]
    assert {one["Region"]: one["StackInstanceStatus"]["DetailedStatus"] for one in instances} == dict.fromkeys(
        REGIONS, "SUCCEEDED"
    )


def test_running_it_again_changes_nothing(deployed, tapstack, account, aws, tmp_path):
    operations = ("list-stack-set-operations", "--stack-set-name", "trading-peer")
    before = aws(*operations)
    again = tapstack("deploy", *OPTIONS, "--bucket", BUCKET, "--reports", tmp_path, "--yes", **account)
    assert again.returncode == 0, again.stdout + again.stderr
    assert aws(*operations) == before


def test_the_aws_command_line_takes_it_away_source_first(deployed, aws):
    where = ("--accounts", "123456789012", "--regions", *reversed(REGIONS), "--operation-preferences", BACK)
    named = ("--stack-set-name", "trading-peer")
    operation = aws("delete-stack-instances", *named, *where, "--no-retain-stacks")["OperationId"]
    asked = (*named, "--operation-id", operation)
    while aws("describe-stack-set-operation", *asked)["StackSetOperation"]["Status"] in ("RUNNING", "QUEUED"):
        time.sleep(0.1)
    results = aws("list-stack-set-operation-results", *asked)["Summaries"]
    assert {one["Region"]: one["Status"] for one in results} == dict.fromkeys(REGIONS, "SUCCEEDED")
    aws("delete-stack-set", *named)
