"""What the default bus is told of the template's own stacks."""

import pytest

from tapstack.checks.subject import Subject
from tapstack.simulate.behaviours.life import open_life
from tapstack.simulate.deployment import create
from tapstack.simulate.deployment.run import prepared
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET

KIND = "CloudFormation Stack Status Change"


@pytest.fixture(scope="module")
def deployed():
    """The template in its account, some seconds after both stacks are there."""
    parameters = {"EnvironmentSuffix": "verify"}
    subject = Subject("lib/TapStack.json", (TARGET, SOURCE), parameters, complete=True, configured=True)
    with open_life(prepared(subject)) as life:
        create(life.world)
        life.clock.run(10)
        yield life


def told(life, region):
    return [event for _, where, bus, event in life.events.seen if (where, bus) == (region, "default")]


@pytest.mark.parametrize("region", [SOURCE, TARGET])
def test_a_stack_tells_of_its_status_and_not_of_its_resources(deployed, region):
    events = [event for event in told(deployed, region) if event["source"] == "aws.cloudformation"]
    found = [event["detail"]["status-details"]["status"] for event in events]
    assert found == ["CREATE_IN_PROGRESS", "CREATE_COMPLETE"]
    last = events[-1]
    assert (last["detail-type"], last["resources"]) == (KIND, [last["detail"]["stack-id"]])
    assert last["detail"]["stack-id"].startswith(f"arn:aws:cloudformation:{region}:")


def test_the_template_records_how_each_of_its_stacks_ended(deployed):
    client = deployed.client("dynamodb", TARGET)
    (table,) = [name for name in client.list_tables()["TableNames"] if "state" in name]
    found = {one["Step"]["S"]: one["Status"]["S"] for one in client.scan(TableName=table)["Items"]}
    assert found == {f"STACK#{region}": "CREATE_COMPLETE" for region in (SOURCE, TARGET)}


def test_no_event_of_the_deployment_is_lost(deployed):
    assert deployed.events.lost == []
    assert deployed.topics.refused == []


def test_a_failure_of_a_backup_reaches_the_topic(deployed):
    event = {"source": "aws.backup", "detail-type": "Copy Job State Change", "detail": {"state": "FAILED"}}
    deployed.events.put(SOURCE, event)
    deployed.clock.run(1)
    assert [one.region for one in deployed.topics.taken if "Copy Job" in one.message] == [SOURCE]


def test_a_key_that_is_disabled_is_told_from_among_the_resources_of_the_event(deployed):
    (arn,) = {
        one["KmsKeyIdentifier"]
        for bus in deployed.client("events", SOURCE).list_event_buses()["EventBuses"]
        if "KmsKeyIdentifier" in (one := deployed.client("events", SOURCE).describe_event_bus(Name=bus["Name"]))
    }
    resources = [{"ARN": "arn:aws:kms:::other", "type": "AWS::KMS::Key"}, {"ARN": arn, "type": "AWS::KMS::Key"}]
    event = {"source": "aws.kms", "detail-type": "AWS API Call via CloudTrail"}
    deployed.events.put(SOURCE, {**event, "detail": {"eventName": "DisableKey", "resources": resources}})
    deployed.events.put(SOURCE, {**event, "detail": {"eventName": "DisableKey", "resources": resources[:1]}})
    deployed.clock.run(1)
    assert len([one for one in deployed.topics.taken if "DisableKey" in one.message]) == 1
