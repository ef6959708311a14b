"""Services that act for themselves: what they may is said at the resource, and only there."""

import pytest

from tests.unit.simulate.behaviours.permissions.acting import ACCOUNT, ROOT, US, document, refusal, statement

EVENTS = "events.amazonaws.com"
RULE = f"arn:aws:events:{US}:{ACCOUNT}:rule/r"
OTHER = f"arn:aws:events:{US}:{ACCOUNT}:rule/other"


def by_rule(action):
    return document(
        statement(
            action, Sid="ByTheRule", Principal={"Service": EVENTS}, Condition={"ArnEquals": {"aws:SourceArn": RULE}}
        )
    )


def queue(life):
    client = life.client("sqs", US)
    url = client.create_queue(QueueName="q")["QueueUrl"]
    client.set_queue_attributes(QueueUrl=url, Attributes={"Policy": by_rule("sqs:SendMessage")})
    return "sqs:SendMessage", f"arn:aws:sqs:{US}:{ACCOUNT}:q"


def topic(life):
    client = life.client("sns", US)
    arn = client.create_topic(Name="t")["TopicArn"]
    client.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=by_rule("sns:Publish"))
    return "sns:Publish", arn


def stream(life):
    client = life.client("kinesis", US)
    client.create_stream(StreamName="s", ShardCount=1)
    arn = f"arn:aws:kinesis:{US}:{ACCOUNT}:stream/s"
    client.put_resource_policy(ResourceARN=arn, Policy=by_rule("kinesis:PutRecord"))
    return "kinesis:PutRecord", arn


def table(life):
    client = life.client("dynamodb", US)
    arn = client.create_table(
        TableName="t",
        KeySchema=[{"AttributeName": "k", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "k", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )["TableDescription"]["TableArn"]
    client.put_resource_policy(ResourceArn=arn, Policy=by_rule("dynamodb:PutItem"))
    return "dynamodb:PutItem", arn


def bucket(life):
    client = life.client("s3", US)
    client.create_bucket(Bucket="papers")
    client.put_bucket_policy(Bucket="papers", Policy=by_rule("s3:PutObject"))
    return "s3:PutObject", "arn:aws:s3:::papers/one"


def key(life):
    arn = life.client("kms", US).create_key(Policy=by_rule("kms:Decrypt"))["KeyMetadata"]["Arn"]
    return "kms:Decrypt", arn


def bus(life):
    client = life.client("events", US)
    arn = client.create_event_bus(Name="b")["EventBusArn"]
    client.put_permission(EventBusName="b", Policy=by_rule("events:PutEvents"))
    return "events:PutEvents", arn


def vault(life):
    kept = {"BackupVaultName": "v", "AccessPolicy": by_rule("backup:CopyIntoBackupVault")}
    life.cloud.records.keep(US, "AWS::Backup::BackupVault", "v", kept)
    return "backup:CopyIntoBackupVault", f"arn:aws:backup:{US}:{ACCOUNT}:backup-vault:v"


@pytest.mark.parametrize("make", [queue, topic, stream, table, bucket, key, bus, vault])
def test_what_the_policy_at_a_resource_says_is_so(life, make):
    action, arn = make(life)
    assert refusal(life, action, arn, principal=EVENTS, aws__SourceArn=RULE) == ""
    assert "because no resource-based policy allows" in refusal(
        life, action, arn, principal=EVENTS, aws__SourceArn=OTHER
    )
    assert refusal(life, action, arn, principal="sns.amazonaws.com", aws__SourceArn=RULE)


def test_what_is_recorded_of_a_vault_counts_as_it_is_now(life):
    action, arn = vault(life)
    assert refusal(life, action, arn, principal=EVENTS, aws__SourceArn=RULE) == ""
    life.cloud.records.keep(US, "AWS::Backup::BackupVault", "v", {"BackupVaultName": "v"})
    assert refusal(life, action, arn, principal=EVENTS, aws__SourceArn=RULE)


def test_a_queue_without_a_policy_takes_nothing_from_services(life):
    life.client("sqs", US).create_queue(QueueName="q")
    assert refusal(life, "sqs:SendMessage", f"arn:aws:sqs:{US}:{ACCOUNT}:q", principal=EVENTS) == (
        f"{EVENTS} is not authorized to perform: sqs:sendmessage on resource: arn:aws:sqs:{US}:{ACCOUNT}:q"
        " because no resource-based policy allows the sqs:sendmessage action"
    )


def test_a_topic_lets_alarms_publish_by_its_first_policy_and_rules_not(life):
    arn = life.client("sns", US).create_topic(Name="t")["TopicArn"]
    assert refusal(life, "sns:Publish", arn, principal="cloudwatch.amazonaws.com") == ""
    assert "SNS:Publish" in refusal(life, "sns:Publish", arn, principal=EVENTS, aws__SourceArn=RULE)


def function(life):
    life.client("iam", US).create_role(
        RoleName="f",
        AssumeRolePolicyDocument=document({"Effect": "Allow", "Principal": {"AWS": ROOT}, "Action": "sts:AssumeRole"}),
    )
    client = life.client("lambda", US)
    client.create_function(
        FunctionName="f",
        Runtime="python3.11",
        Role=f"arn:aws:iam::{ACCOUNT}:role/f",
        Handler="index.handler",
        Code={"ZipFile": b"x"},
    )
    return client


def test_a_function_is_called_by_whom_its_permissions_name(life):
    client, arn = function(life), f"arn:aws:lambda:{US}:{ACCOUNT}:function:f"
    asked = {"action": "lambda:InvokeFunction", "resource": arn, "principal": EVENTS}
    assert refusal(life, **asked, aws__SourceArn=RULE)
    client.add_permission(
        FunctionName="f", StatementId="s", Action="lambda:InvokeFunction", Principal=EVENTS, SourceArn=RULE
    )
    assert refusal(life, **asked, aws__SourceArn=RULE) == ""
    assert refusal(life, **asked, aws__SourceArn=OTHER)
    client.remove_permission(FunctionName="f", StatementId="s")
    assert refusal(life, **asked, aws__SourceArn=RULE)
