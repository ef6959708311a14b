"""What is done to resources behind the stack's back is found; what it did itself is not."""

import pytest

BUCKET = {
    "Type": "AWS::S3::Bucket",
    "Properties": {"BucketName": "data-bucket", "VersioningConfiguration": {"Status": "Enabled"}},
}
QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "queue", "VisibilityTimeout": 60}}
RULE = {
    "Type": "AWS::Events::Rule",
    "Properties": {"Name": "rule", "ScheduleExpression": "rate(1 hour)", "State": "ENABLED"},
}
VPC = {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}


def ingress(port):
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "CidrIp": "10.0.0.0/16"}


def group(*rules):
    given = {"GroupDescription": "a group", "VpcId": {"Ref": "Vpc"}, "SecurityGroupIngress": list(rules)}
    return {"Type": "AWS::EC2::SecurityGroup", "Properties": given}


def suspend(field):
    field.client("s3").put_bucket_versioning(Bucket="data-bucket", VersioningConfiguration={"Status": "Suspended"})


def shorten(field):
    client = field.client("sqs")
    url = client.get_queue_url(QueueName="queue")["QueueUrl"]
    client.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "5"})


def disable(field):
    field.client("events").disable_rule(Name="rule")


@pytest.mark.parametrize(
    ("body", "change", "difference"),
    [
        (BUCKET, suspend, ("/VersioningConfiguration/Status", "Enabled", "Suspended", "NOT_EQUAL")),
        (QUEUE, shorten, ("/VisibilityTimeout", 60, 5, "NOT_EQUAL")),
        (RULE, disable, ("/State", "ENABLED", "DISABLED", "NOT_EQUAL")),
    ],
    ids=["bucket", "queue", "rule"],
)
def test_a_change_is_found_and_told(field, body, change, difference):
    live = field.create({"It": body}, tags={"Stage": "live"})
    assert field.of(live).status == "IN_SYNC"
    change(field)
    drift = field.of(live)
    assert drift.status == "MODIFIED" and drift.differences == (difference,)
    assert drift.expected == body["Properties"]
    assert drift.actual != drift.expected


@pytest.mark.parametrize(
    ("body", "delete"),
    [
        (BUCKET, lambda field: field.client("s3").delete_bucket(Bucket="data-bucket")),
        (RULE, lambda field: field.client("events").delete_rule(Name="rule")),
        (
            {"Type": "AWS::KMS::Key", "Properties": {"Description": "a key"}},
            lambda field: field.client("kms").schedule_key_deletion(
                KeyId=field.client("kms").list_keys()["Keys"][0]["KeyId"], PendingWindowInDays=7
            ),
        ),
        (
            {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.9.0.0/16"}},
            lambda field: [
                field.client("ec2").delete_vpc(VpcId=one["VpcId"])
                for one in field.client("ec2").describe_vpcs()["Vpcs"]
                if one["CidrBlock"] == "10.9.0.0/16"
            ],
        ),
    ],
    ids=["refused", "not found", "doomed", "told nothing"],
)
def test_what_is_gone_is_deleted(field, body, delete):
    live = field.create({"It": body})
    delete(field)
    drift = field.of(live)
    assert (drift.status, drift.differences, drift.expected) == ("DELETED", (), None)


def test_a_thing_without_properties_is_there(field):
    live = field.create({"It": {"Type": "AWS::EC2::InternetGateway"}})
    assert field.of(live).status == "IN_SYNC"


def test_what_moto_does_not_hold_or_loses_is_not_compared(field):
    stream = {"Name": "stream", "ShardCount": 1, "MaxRecordSizeInKiB": 2048}
    bucket = {"BucketName": "data-bucket", "AccessControl": "Private"}
    live = field.create(
        {
            "It": {"Type": "AWS::Kinesis::Stream", "Properties": stream},
            "Data": {"Type": "AWS::S3::Bucket", "Properties": bucket},
        }
    )
    assert field.of(live).status == "IN_SYNC" and "MaxRecordSizeInKiB" not in field.of(live).expected
    assert field.of(live, "Data").status == "IN_SYNC"


def test_what_is_only_recorded_or_cannot_be_read_is_not_checked(field):
    selection = {"Algorithm": "LATEST_WITHIN_WINDOW", "IncludeVaults": ["*"], "RecoveryPointTypes": ["SNAPSHOT"]}
    name = {"RestoreTestingPlanName": "plan", "ScheduleExpression": "cron(0 5 ? * * *)"}
    plan = {**name, "RecoveryPointSelection": selection}
    live = field.create({"It": {"Type": "AWS::Backup::RestoreTestingPlan", "Properties": plan}})
    assert field.of(live).status == "NOT_CHECKED"
    assert field.of(live).reason == "Drift detection is not supported for this resource type."


def test_a_rule_that_another_resource_of_the_stack_attaches_is_no_drift(field):
    apart = {"GroupId": {"Fn::GetAtt": ["It", "GroupId"]}, **ingress(8080)}
    live = field.create(
        {
            "Vpc": VPC,
            "It": group(ingress(443)),
            "Apart": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": apart},
        }
    )
    assert field.of(live).status == "IN_SYNC"
    field.client("ec2").authorize_security_group_ingress(GroupId=live.resources["It"].physical_id, **ingress(22))
    drift = field.of(live)
    assert [(one.kind, one.actual["FromPort"]) for one in drift.differences] == [("ADD", 22)]


def test_secret_values_are_hidden(field):
    body = {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "/it", "Type": "String", "Value": {"Ref": "Secret"}}}
    parameters = {"Secret": {"Type": "String", "NoEcho": True}}
    live = field.create({"It": body}, {"Secret": "hunter2"}, Parameters=parameters)
    field.client("ssm").put_parameter(Name="/it", Value="not hunter2 any more", Type="String", Overwrite=True)
    drift = field.of(live)
    assert drift.status == "MODIFIED" and "hunter2" not in repr((drift.expected, drift.actual, drift.differences))
