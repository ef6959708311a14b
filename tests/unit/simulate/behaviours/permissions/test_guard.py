"""Calls that a role makes, held against its policies before any service sees them."""

import pytest

from tests.unit.simulate.behaviours.permissions.acting import (
    ACCOUNT,
    EU,
    ROLE,
    US,
    allow,
    make_role,
    refused,
    statement,
)

TABLE = f"arn:aws:dynamodb:{US}:{ACCOUNT}:table/t"
OTHER_ROLE = f"arn:aws:iam::{ACCOUNT}:role/other"


@pytest.fixture
def role(life):
    make_role(life)
    return life


def table(life, name="t"):
    life.client("dynamodb", US).create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "k", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "k", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )


def test_people_and_services_are_not_asked(role):
    table(role)
    role.client("dynamodb", US).put_item(TableName="t", Item={"k": {"S": "1"}})


@pytest.mark.parametrize(
    ("service", "operation", "params", "code", "asked"),
    [
        ("dynamodb", "get_item", {"TableName": "t", "Key": {"k": {"S": "1"}}}, "AccessDeniedException", f"dynamodb:GetItem on resource: {TABLE}"),
        ("s3", "get_object", {"Bucket": "b", "Key": "k"}, "AccessDenied", 's3:GetObject on resource: "arn:aws:s3:::b/k"'),
        ("ec2", "describe_route_tables", {}, "UnauthorizedOperation", "ec2:DescribeRouteTables"),
        ("sns", "publish", {"TopicArn": f"arn:aws:sns:{US}:{ACCOUNT}:t", "Message": "m"}, "AuthorizationError", f"SNS:Publish on resource: arn:aws:sns:{US}:{ACCOUNT}:t"),
        ("sqs", "send_message", {"QueueUrl": f"https://sqs.{US}.amazonaws.com/{ACCOUNT}/q", "MessageBody": "m"}, "AccessDenied", f"sqs:sendmessage on resource: arn:aws:sqs:{US}:{ACCOUNT}:q"),
        ("stepfunctions", "send_task_success", {"taskToken": "t", "output": "{}"}, "AccessDeniedException", "states:SendTaskSuccess"),
        ("iam", "get_role", {"RoleName": "r"}, "AccessDenied", f"iam:GetRole on resource: arn:aws:iam::{ACCOUNT}:role/r"),
        ("events", "put_events", {"Entries": [{"Source": "s", "DetailType": "d", "Detail": "{}"}]}, "AccessDeniedException", f"events:PutEvents on resource: arn:aws:events:{US}:{ACCOUNT}:event-bus/default"),
    ],
)  # fmt: skip
def test_each_service_refuses_in_its_own_words(role, service, operation, params, code, asked):
    found, message = refused(role, service, operation, **params)
    assert found == code
    assert f"User: arn:aws:sts::{ACCOUNT}:assumed-role/worker/job is not authorized to perform: {asked}" in message
    assert f"because no identity-based policy allows the {asked.partition(' ')[0]} action" in message


def test_a_refusal_is_on_the_timeline_once(role):
    for _ in range(2):
        with pytest.raises(Exception, match="not authorized"):
            _put(role)
    assert [moment.region for moment in role.timeline.moments if moment.lane == "permissions"] == [US]


def _put(life):
    from tapstack.simulate.cloud.role import acting_as

    with acting_as(ROLE):
        life.client("dynamodb", US).put_item(TableName="t", Item={"k": {"S": "1"}})


def test_a_statement_taken_away_is_missed_at_once(role):
    table(role)
    allow(role, statement("dynamodb:PutItem", TABLE), statement("dynamodb:GetItem", TABLE))
    key = {"TableName": "t", "Key": {"k": {"S": "1"}}}
    assert refused(role, "dynamodb", "get_item", **key) == ("", "")
    allow(role, statement("dynamodb:PutItem", TABLE))
    assert "dynamodb:GetItem" in refused(role, "dynamodb", "get_item", **key)[1]


def test_another_region_is_another_resource(role):
    allow(role, statement("dynamodb:ListTables"), statement("dynamodb:GetItem", TABLE))
    assert f"dynamodb:{EU}:" in refused(role, "dynamodb", "get_item", EU, TableName="t", Key={"k": {"S": "1"}})[1]


def test_an_operation_that_is_not_known_is_refused_by_name(role):
    allow(role, statement())
    code, message = refused(role, "dynamodb", "execute_statement", Statement="SELECT * FROM t")
    assert code == "AccessDeniedException"
    assert message.startswith("The simulator does not know what IAM asks for dynamodb:ExecuteStatement")


def test_asking_who_one_is_takes_no_permission(role):
    assert refused(role, "sts", "get_caller_identity") == ("", "")


def leading(*keys):
    return statement("dynamodb:*", TABLE, Condition={"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": list(keys)}})


def test_items_are_known_by_their_leading_keys(role):
    table(role)
    allow(role, leading("mine"))
    assert refused(role, "dynamodb", "put_item", TableName="t", Item={"k": {"S": "mine"}}) == ("", "")
    assert refused(role, "dynamodb", "put_item", TableName="t", Item={"k": {"S": "yours"}})[0]
    both = {"t": [{"PutRequest": {"Item": {"k": {"S": "mine"}}}}, {"DeleteRequest": {"Key": {"k": {"S": "yours"}}}}]}
    assert refused(role, "dynamodb", "batch_write_item", RequestItems=both)[0]
    mine = {"t": {"Keys": [{"k": {"S": "mine"}}]}}
    assert refused(role, "dynamodb", "batch_get_item", RequestItems=mine) == ("", "")


def test_leading_keys_that_a_call_does_not_name_plainly_are_not_known(role):
    table(role)
    allow(role, leading("mine"))
    assert "cannot tell" in refused(role, "dynamodb", "scan", TableName="t")[1]


def test_each_item_of_a_transaction_asks_for_its_own_action(role):
    table(role)
    allow(role, statement("dynamodb:PutItem", TABLE))
    put = {"Put": {"TableName": "t", "Item": {"k": {"S": "1"}}}}
    delete = {"Delete": {"TableName": "t", "Key": {"k": {"S": "2"}}}}
    assert refused(role, "dynamodb", "transact_write_items", TransactItems=[put]) == ("", "")
    assert "dynamodb:DeleteItem" in refused(role, "dynamodb", "transact_write_items", TransactItems=[put, delete])[1]


def test_tags_of_what_is_changed_are_looked_up(role):
    ec2 = role.client("ec2", US)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    mine, yours = (ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"] for _ in range(2))
    ec2.create_tags(Resources=[mine], Tags=[{"Key": "Name", "Value": "private"}])
    allow(role, statement("ec2:DeleteRoute", Condition={"StringEquals": {"aws:ResourceTag/Name": "private"}}))
    route = {"DestinationCidrBlock": "10.1.0.0/16"}
    assert refused(role, "ec2", "delete_route", RouteTableId=mine, **route) == ("", "")
    code, message = refused(role, "ec2", "delete_route", RouteTableId=yours, **route)
    assert code == "UnauthorizedOperation"
    assert message.startswith("You are not authorized to perform this operation. User: ")


def test_a_role_is_passed_only_to_the_service_that_is_named(role):
    to = {"iam:PassedToService": "batchoperations.s3.amazonaws.com"}
    passes = statement("iam:PassRole", OTHER_ROLE, Condition={"StringEquals": to})
    rule = {"Status": "Enabled", "Destination": {"Bucket": "arn:aws:s3:::c"}, "Prefix": ""}
    replication = {"Bucket": "b", "ReplicationConfiguration": {"Role": OTHER_ROLE, "Rules": [rule]}}
    allow(role, statement("s3:PutReplicationConfiguration"), passes)
    assert "iam:PassRole" in refused(role, "s3", "put_bucket_replication", **replication)[1]
    to["iam:PassedToService"] = "s3.amazonaws.com"
    allow(role, statement("s3:PutReplicationConfiguration"), passes)
    assert "must exist" in refused(role, "s3", "put_bucket_replication", **replication)[1]


def test_metrics_are_put_into_the_namespace_that_is_named(role):
    allow(role, statement("cloudwatch:PutMetricData", Condition={"StringEquals": {"cloudwatch:namespace": "Mine"}}))
    metric = {"MetricData": [{"MetricName": "m", "Value": 1}]}
    assert refused(role, "cloudwatch", "put_metric_data", Namespace="Mine", **metric) == ("", "")
    assert refused(role, "cloudwatch", "put_metric_data", Namespace="Yours", **metric)[0] == "AccessDenied"


def test_mappings_are_known_by_their_function(role):
    condition = {"ArnEquals": {"lambda:FunctionArn": f"arn:aws:lambda:{US}:{ACCOUNT}:function:mine"}}
    allow(role, statement("lambda:CreateEventSourceMapping", Condition=condition))
    assert refused(role, "lambda", "create_event_source_mapping", FunctionName="mine", EventSourceArn="x") == ("", "")
    assert refused(role, "lambda", "create_event_source_mapping", FunctionName="yours", EventSourceArn="x")[0]


def test_a_version_is_another_action(role):
    allow(role, statement("s3:GetObject"))
    assert refused(role, "s3", "head_object", Bucket="b", Key="k") == ("", "")
    assert "s3:GetObjectVersion" in refused(role, "s3", "head_object", Bucket="b", Key="k", VersionId="v")[1]


def test_a_copy_reads_its_source(role):
    allow(role, statement("s3:PutObject"))
    copy = {"Bucket": "b", "Key": "k", "CopySource": {"Bucket": "a", "Key": "l"}}
    assert 's3:GetObject on resource: "arn:aws:s3:::a/l"' in refused(role, "s3", "copy_object", **copy)[1]


def test_tagging_what_is_put_is_asked_for_beside(role):
    allow(role, statement("s3:PutObject"))
    put = {"Bucket": "b", "Key": "k", "Body": b""}
    assert refused(role, "s3", "put_object", **put) == ("", "")
    assert "s3:PutObjectTagging" in refused(role, "s3", "put_object", Tagging="a=b", **put)[1]
