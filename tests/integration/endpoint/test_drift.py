"""Drift of what was really changed behind a stack's back, over HTTP."""

import json
import time

import pytest
from botocore.exceptions import ClientError

RESOURCES = {
    "Data": {
        "Type": "AWS::S3::Bucket",
        "Properties": {"BucketName": "NAME-data", "VersioningConfiguration": {"Status": "Enabled"}},
    },
    "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "NAME-queue", "VisibilityTimeout": 60}},
    "Rule": {
        "Type": "AWS::Events::Rule",
        "Properties": {"Name": "NAME-rule", "ScheduleExpression": "rate(1 hour)", "State": "ENABLED"},
    },
    "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "NAME-topic"}},
    "Own": {"Type": "AWS::SQS::QueuePolicy", "Properties": {}},
}
RESOURCES["Own"]["Properties"] = {
    "Queues": [{"Ref": "Queue"}],
    "PolicyDocument": {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "sns.amazonaws.com"},
                "Action": "sqs:SendMessage",
                "Resource": {"Fn::GetAtt": ["Queue", "Arn"]},
            }
        ],
    },
}


@pytest.fixture
def formation(client):
    return client("cloudformation")


@pytest.fixture
def made(formation, settled):
    """Makes the stack under a name."""

    def make(name):
        formation.create_stack(StackName=name, TemplateBody=json.dumps({"Resources": RESOURCES}).replace("NAME", name))
        assert settled(name)["StackStatus"] == "CREATE_COMPLETE"

    return make


@pytest.fixture
def looked(formation):
    """Looks at a stack; how the look ended."""

    def look(name, **request):
        detection = formation.detect_stack_drift(StackName=name, **request)["StackDriftDetectionId"]
        while True:
            told = formation.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
            if told["DetectionStatus"] != "DETECTION_IN_PROGRESS":
                return told
            time.sleep(0.02)

    return look


def drifts(formation, name, *statuses):
    filters = {"StackResourceDriftStatusFilters": list(statuses)} if statuses else {}
    pages = formation.describe_stack_resource_drifts(StackName=name, **filters)["StackResourceDrifts"]
    return {one["LogicalResourceId"]: one for one in pages}


def test_a_stack_as_it_was_made_is_in_sync(formation, made, looked):
    made("calm")
    told = looked("calm")
    assert (told["DetectionStatus"], told["StackDriftStatus"], told["DriftedStackResourceCount"]) == (
        "DETECTION_COMPLETE",
        "IN_SYNC",
        0,
    )
    assert {one["StackResourceDriftStatus"] for one in drifts(formation, "calm").values()} == {"IN_SYNC"}
    assert list(drifts(formation, "calm", "NOT_CHECKED")) == ["Own"]


def test_changes_through_the_services_are_found(formation, made, looked, client):
    made("moved")
    client("s3").put_bucket_versioning(Bucket="moved-data", VersioningConfiguration={"Status": "Suspended"})
    sqs = client("sqs")
    url = sqs.get_queue_url(QueueName="moved-queue")["QueueUrl"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "5"})
    client("events").disable_rule(Name="moved-rule")
    told = looked("moved")
    assert (told["StackDriftStatus"], told["DriftedStackResourceCount"]) == ("DRIFTED", 3)
    found = drifts(formation, "moved", "MODIFIED")
    assert {name: one["PropertyDifferences"] for name, one in found.items()} == {
        "Data": [difference("/VersioningConfiguration/Status", "Enabled", "Suspended")],
        "Queue": [difference("/VisibilityTimeout", "60", "5")],
        "Rule": [difference("/State", "ENABLED", "DISABLED")],
    }
    assert json.loads(found["Rule"]["ActualProperties"])["State"] == "DISABLED"


def difference(path, expected, actual):
    return {"PropertyPath": path, "ExpectedValue": expected, "ActualValue": actual, "DifferenceType": "NOT_EQUAL"}


def test_what_is_gone_is_deleted(formation, made, looked, client):
    made("lost")
    client("s3").delete_bucket(Bucket="lost-data")
    assert looked("lost")["StackDriftStatus"] == "DRIFTED"
    one = drifts(formation, "lost", "DELETED")["Data"]
    assert one["PropertyDifferences"] == [] and "ActualProperties" not in one


def test_stack_and_resources_tell_what_was_found(formation, made, looked):
    made("telling")
    stack = formation.describe_stacks(StackName="telling")["Stacks"][0]
    assert stack["DriftInformation"] == {"StackDriftStatus": "NOT_CHECKED"}
    looked("telling")
    stack = formation.describe_stacks(StackName="telling")["Stacks"][0]
    assert (
        stack["DriftInformation"]["StackDriftStatus"] == "IN_SYNC" and "LastCheckTimestamp" in stack["DriftInformation"]
    )
    told = formation.describe_stack_resource(StackName="telling", LogicalResourceId="Data")["StackResourceDetail"]
    assert told["DriftInformation"]["StackResourceDriftStatus"] == "IN_SYNC"


def test_one_resource_is_looked_at_at_once(formation, made, client):
    made("single")
    client("events").disable_rule(Name="single-rule")
    one = formation.detect_stack_resource_drift(StackName="single", LogicalResourceId="Rule")["StackResourceDrift"]
    assert one["StackResourceDriftStatus"] == "MODIFIED"


def test_drifts_come_in_pages(formation, made, looked):
    made("paged")
    looked("paged")
    first = formation.describe_stack_resource_drifts(StackName="paged", MaxResults=3)
    rest = formation.describe_stack_resource_drifts(StackName="paged", NextToken=first["NextToken"])
    assert (len(first["StackResourceDrifts"]), len(rest["StackResourceDrifts"])) == (3, 1)


def test_a_look_that_nobody_took_is_refused(formation):
    with pytest.raises(ClientError, match="does not exist"):
        formation.describe_stack_drift_detection_status(StackDriftDetectionId="none")


def test_what_an_import_does_not_change_is_drift(formation, client, looked):
    client("s3").create_bucket(Bucket="taken-data")
    body = RESOURCES["Data"] | {"DeletionPolicy": "Retain"}
    template = json.dumps({"Resources": {"Data": body}}).replace("NAME", "taken")
    identifier = {"BucketName": "taken-data"}
    one = {"ResourceType": "AWS::S3::Bucket", "LogicalResourceId": "Data", "ResourceIdentifier": identifier}
    request = {"StackName": "taken", "ChangeSetName": "take"}
    quickly = {"Delay": 0.05, "MaxAttempts": 400}
    formation.create_change_set(**request, ChangeSetType="IMPORT", TemplateBody=template, ResourcesToImport=[one])
    formation.get_waiter("change_set_create_complete").wait(**request, WaiterConfig=quickly)
    formation.execute_change_set(**request)
    formation.get_waiter("stack_import_complete").wait(StackName="taken", WaiterConfig=quickly)
    assert looked("taken")["StackDriftStatus"] == "DRIFTED"
