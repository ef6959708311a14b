"""lib/TapStack.json: deployed, deleted, adopted and deployed again in both regions, with the data intact."""

from __future__ import annotations

import boto3
import pytest

from tapstack.cli.main import main
from tapstack.endpoint.process import started
from tests.stack_sets import ACCOUNT, ADMINISTRATION, EXECUTION, HERE, THERE, ended, make_roles

NAME, SUFFIX, TEMPLATES = "flagship", "adopted", "templates-of-the-flagship"
REGIONS = (HERE, THERE)
BUCKET = f"trading-data-{SUFFIX}-{ACCOUNT}-{THERE}"
TABLE = f"trading-analytics-{SUFFIX}"
ITEM = {"TradeId": {"S": "1"}, "Timestamp": {"N": "1"}}


@pytest.fixture(scope="module")
def client():
    """Clients of an account in which the flagship is deployed by hand, and the environment that leads there."""
    with started(speed=5000) as server, pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment(HERE).items():
            patch.setenv(name, value)
        patch.delenv("AWS_PROFILE", raising=False)

        def make(service, region=HERE):
            return boto3.session.Session("testing", "testing", region_name=region).client(service)

        make_roles(make("iam"))
        where = {"LocationConstraint": HERE}
        make("s3").create_bucket(Bucket=TEMPLATES, CreateBucketConfiguration=where)
        make("s3").upload_file("lib/TapStack.json", TEMPLATES, "t.json")
        yield make


def wish():
    return {
        "StackSetName": NAME,
        "TemplateURL": f"https://{TEMPLATES}.s3.{HERE}.amazonaws.com/t.json",
        "Parameters": [{"ParameterKey": "EnvironmentSuffix", "ParameterValue": SUFFIX}],
        "Capabilities": ["CAPABILITY_NAMED_IAM"],
        "AdministrationRoleARN": f"arn:aws:iam::{ACCOUNT}:role/{ADMINISTRATION}",
        "ExecutionRoleName": EXECUTION,
    }


def order(*regions):
    return {"RegionConcurrencyType": "SEQUENTIAL", "RegionOrder": list(regions)}


def succeeds(client, begun):
    operation = ended(client("cloudformation"), NAME, begun["OperationId"])
    assert operation["Status"] == "SUCCEEDED", operation
    return operation


def deployed(client):
    formation = client("cloudformation")
    formation.create_stack_set(**wish())
    succeeds(
        client,
        formation.create_stack_instances(
            StackSetName=NAME, Accounts=[ACCOUNT], Regions=list(REGIONS), OperationPreferences=order(*REGIONS)
        ),
    )


def deleted(client):
    formation = client("cloudformation")
    succeeds(
        client,
        formation.delete_stack_instances(
            StackSetName=NAME,
            Accounts=[ACCOUNT],
            Regions=list(REGIONS),
            RetainStacks=False,
            OperationPreferences=order(THERE, HERE),
        ),
    )
    formation.delete_stack_set(StackSetName=NAME)


def resources(client):
    """The status of each resource of each region's stack, by logical id."""
    found = {}
    for one in client("cloudformation").list_stack_instances(StackSetName=NAME)["Summaries"]:
        formation = client("cloudformation", one["Region"])
        pages = formation.get_paginator("list_stack_resources").paginate(StackName=one["StackId"])
        rows = [row for page in pages for row in page["StackResourceSummaries"]]
        found[one["Region"]] = {row["LogicalResourceId"]: row["ResourceStatus"] for row in rows}
    return found


def test_the_flagship_is_adopted_and_deployed_again_with_its_data(client, capsys):
    deployed(client)
    before = resources(client)
    client("s3", THERE).put_object(Bucket=BUCKET, Key="trade", Body=b"kept")
    client("dynamodb", THERE).put_item(TableName=TABLE, Item=ITEM)
    deleted(client)

    given = ("--region", HERE, "--region", THERE, "--parameter", f"EnvironmentSuffix={SUFFIX}", "--stack-set", NAME)
    assert main(["adopt", "lib/TapStack.json", *given, "--yes"]) == 0, capsys.readouterr().err
    printed = capsys.readouterr()
    assert "15 resources are in the StackSet flagship" in printed.out
    assert "differs" not in printed.out
    assert "without ReplicationConfiguration, NotificationConfiguration" in printed.err

    formation = client("cloudformation")
    succeeds(client, formation.update_stack_set(**wish(), OperationPreferences=order(*REGIONS)))
    assert client("s3", THERE).get_object(Bucket=BUCKET, Key="trade")["Body"].read() == b"kept"
    assert client("dynamodb", THERE).get_item(TableName=TABLE, Key=ITEM)["Item"] == ITEM
    assert client("s3", THERE).get_bucket_replication(Bucket=BUCKET)["ReplicationConfiguration"]["Rules"]
    after = resources(client)
    assert {region: set(rows) for region, rows in after.items()} == {
        region: set(rows) for region, rows in before.items()
    }
    assert {status.rsplit("_", 1)[-1] for rows in after.values() for status in rows.values()} == {"COMPLETE"}
