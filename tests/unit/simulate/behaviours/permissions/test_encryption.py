"""What is encrypted with a customer's key takes the key too, of whoever uses it."""

import pytest

from tests.unit.simulate.behaviours.permissions.acting import (
    ACCOUNT,
    ROLE,
    ROOT,
    US,
    allow,
    document,
    make_role,
    refusal,
    refused,
    statement,
)

EVENTS = "events.amazonaws.com"
BY_THE_ACCOUNT = statement("kms:*", Principal={"AWS": ROOT})


@pytest.fixture
def key(life):
    """A key whose policy leaves it to IAM; its ARN."""
    make_role(life, statement(["dynamodb:*", "kinesis:*", "s3:*", "sns:*", "sqs:*", "ssm:*"]))
    return life.client("kms", US).create_key(Policy=document(BY_THE_ACCOUNT))["KeyMetadata"]["Arn"]


def queue(life, key):
    attributes = {"KmsMasterKeyId": key}
    url = life.client("sqs", US).create_queue(QueueName="q", Attributes=attributes)["QueueUrl"]
    return {"QueueUrl": url, "MessageBody": "m"}


def topic(life, key):
    arn = life.client("sns", US).create_topic(Name="t", Attributes={"KmsMasterKeyId": key})["TopicArn"]
    return {"TopicArn": arn, "Message": "m"}


def stream(life, key):
    client = life.client("kinesis", US)
    client.create_stream(StreamName="s", ShardCount=1)
    client.start_stream_encryption(StreamName="s", EncryptionType="KMS", KeyId=key)
    return {"StreamName": "s", "Data": b"d", "PartitionKey": "p"}


def table(life, key):
    life.client("dynamodb", US).create_table(
        TableName="t",
        KeySchema=[{"AttributeName": "k", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "k", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        SSESpecification={"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": key},
    )
    return {"TableName": "t", "Item": {"k": {"S": "1"}}}


def bucket(life, key):
    client = life.client("s3", US)
    client.create_bucket(Bucket="papers")
    default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}
    client.put_bucket_encryption(
        Bucket="papers",
        ServerSideEncryptionConfiguration={"Rules": [{"ApplyServerSideEncryptionByDefault": default}]},
    )
    return {"Bucket": "papers", "Key": "k", "Body": b"d"}


def parameter(life, key):
    return {"Name": "/p", "Value": "v", "Type": "SecureString", "KeyId": key}


ENCRYPTED = [
    (queue, "sqs", "send_message", "KmsAccessDenied", "kms:GenerateDataKey", "kms:Decrypt"),
    (topic, "sns", "publish", "KMSAccessDenied", "kms:GenerateDataKey", "kms:Decrypt"),
    (stream, "kinesis", "put_record", "KMSAccessDeniedException", "kms:GenerateDataKey"),
    (table, "dynamodb", "put_item", "AccessDeniedException", "kms:Decrypt"),
    (bucket, "s3", "put_object", "AccessDenied", "kms:GenerateDataKey"),
    (parameter, "ssm", "put_parameter", "AccessDeniedException", "kms:Encrypt"),
]


@pytest.mark.parametrize(
    ("make", "service", "operation", "code", "actions"), [(*row[:4], list(row[4:])) for row in ENCRYPTED]
)
def test_who_writes_needs_the_key_through_its_service(life, key, make, service, operation, code, actions):
    params = make(life, key)
    found, message = refused(life, service, operation, **params)
    assert found == code
    assert f"worker/job is not authorized to perform: {actions[0]} on resource: {key}" in message
    through = {"StringEquals": {"kms:ViaService": f"{service}.{US}.amazonaws.com"}}
    allow(life, statement(f"{service}:*"), statement(actions, key, Condition=through))
    assert refused(life, service, operation, **params) == ("", "")
    through["StringEquals"]["kms:ViaService"] = f"lambda.{US}.amazonaws.com"
    allow(life, statement(f"{service}:*"), statement(actions, key, Condition=through))
    assert refused(life, service, operation, **params)[0] == code


def test_who_reads_an_object_needs_the_key_it_was_written_with(life, key):
    params = {**bucket(life, key), "Body": b""}
    s3 = life.client("s3", US)
    s3.put_object(**params)
    s3.put_object(Bucket="papers", Key="plain", Body=b"", ServerSideEncryption="AES256")
    assert "kms:Decrypt" in refused(life, "s3", "get_object", Bucket="papers", Key="k")[1]
    assert refused(life, "s3", "get_object", Bucket="papers", Key="plain") == ("", "")
    assert refused(life, "s3", "head_object", Bucket="papers", Key="k") == ("", "")


def test_a_secret_parameter_is_read_encrypted_without_the_key(life, key):
    life.client("ssm", US).put_parameter(**parameter(life, key))
    assert refused(life, "ssm", "get_parameter", Name="/p") == ("", "")
    assert "kms:Decrypt" in refused(life, "ssm", "get_parameter", Name="/p", WithDecryption=True)[1]


def test_a_key_of_aws_asks_nobody(life, key):
    assert refused(life, "sqs", "send_message", **queue(life, "alias/aws/sqs")) == ("", "")


def test_a_key_whose_policy_names_the_role_needs_nothing_of_iam(life, key):
    life.client("kms", US).put_key_policy(
        KeyId=key,
        PolicyName="default",
        Policy=document(BY_THE_ACCOUNT, statement("kms:Decrypt", Principal={"AWS": ROLE})),
    )
    assert refused(life, "dynamodb", "put_item", **table(life, key)) == ("", "")


def test_a_key_whose_policy_lets_nobody_in_is_closed_whatever_the_role_may(life, key):
    allow(life, statement("kms:*"), statement("dynamodb:*"))
    only = document(statement("kms:*", Principal={"Service": EVENTS}))
    life.client("kms", US).put_key_policy(KeyId=key, PolicyName="default", Policy=only)
    _, message = refused(life, "dynamodb", "put_item", **table(life, key))
    assert message.startswith("KMS key access denied error: com.amazonaws.services.kms.model.AWSKMSException")
    assert "because no resource-based policy allows the kms:Decrypt action" in message


def test_keys_are_known_by_their_aliases(life, key):
    kms = life.client("kms", US)
    kms.create_alias(AliasName="alias/mine", TargetKeyId=key)
    named = {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/mine"}}
    allow(life, statement("dynamodb:*"), statement("kms:Decrypt", "*", Condition=named))
    params = table(life, key)
    assert refused(life, "dynamodb", "put_item", **params) == ("", "")
    kms.delete_alias(AliasName="alias/mine")
    assert refused(life, "dynamodb", "put_item", **params)[0] == "AccessDeniedException"


def test_a_call_may_name_a_key_by_its_alias(life, key):
    life.client("kms", US).create_alias(AliasName="alias/mine", TargetKeyId=key)
    assert key in refused(life, "kms", "describe_key", KeyId="alias/mine")[1]
    allow(life, statement("kms:DescribeKey", key))
    assert refused(life, "kms", "describe_key", KeyId="alias/mine") == ("", "")


def test_a_rule_reaches_an_encrypted_queue_only_if_the_key_lets_eventbridge_in(life, key):
    queue(life, key)
    rule, arn = f"arn:aws:events:{US}:{ACCOUNT}:rule/r", f"arn:aws:sqs:{US}:{ACCOUNT}:q"
    sqs, kms = life.client("sqs", US), life.client("kms", US)
    sqs.set_queue_attributes(
        QueueUrl=sqs.get_queue_url(QueueName="q")["QueueUrl"],
        Attributes={"Policy": document(statement("sqs:SendMessage", arn, Principal={"Service": EVENTS}))},
    )

    def asked():
        return refusal(life, "sqs:SendMessage", arn, principal=EVENTS, aws__SourceArn=rule)

    assert "because no resource-based policy allows the kms:GenerateDataKey action" in asked()
    let = statement(["kms:GenerateDataKey*", "kms:Decrypt"], Principal={"Service": EVENTS})
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=document(BY_THE_ACCOUNT, let))
    assert asked() == ""
    let["Condition"] = {"StringEquals": {"aws:SourceAccount": ACCOUNT}}
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=document(BY_THE_ACCOUNT, let))
    assert "kms:GenerateDataKey" in asked()
