"""Keys that are disabled, or wait for their deletion: what fails then, in whose words, and who is told."""

import json

import pytest
from botocore.exceptions import ClientError

from tests.unit.simulate.behaviours.conftest import SOURCE

ACCOUNT = "123456789012"
TABLE = {
    "TableName": "t",
    "KeySchema": [{"AttributeName": "k", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "k", "AttributeType": "S"}],
    "BillingMode": "PAY_PER_REQUEST",
}
ITEM = {"TableName": "t", "Item": {"k": {"S": "1"}}}
MINUTES = 60.0


@pytest.fixture
def key(life):
    """A key's ARN."""
    return life.client("kms", SOURCE).create_key()["KeyMetadata"]["Arn"]


def disable(life, key):
    life.client("kms", SOURCE).disable_key(KeyId=key)


def doom(life, key):
    life.client("kms", SOURCE).schedule_key_deletion(KeyId=key, PendingWindowInDays=7)


def error(life, service, operation, **params):
    """The code and the message of what a call ends with; empty where it succeeds."""
    try:
        getattr(life.client(service, SOURCE), operation)(**params)
    except ClientError as raised:
        return raised.response["Error"]["Code"], raised.response["Error"]["Message"]
    return "", ""


def queue(life, key, **more):
    attributes = {"KmsMasterKeyId": key, **more}
    url = life.client("sqs", SOURCE).create_queue(QueueName="q", Attributes=attributes)["QueueUrl"]
    return {"QueueUrl": url, "MessageBody": "m"}


def topic(life, key):
    arn = life.client("sns", SOURCE).create_topic(Name="t", Attributes={"KmsMasterKeyId": key})["TopicArn"]
    return {"TopicArn": arn, "Message": "m"}


def stream(life, key):
    client = life.client("kinesis", SOURCE)
    client.create_stream(StreamName="s", ShardCount=1)
    client.start_stream_encryption(StreamName="s", EncryptionType="KMS", KeyId=key)
    return {"StreamName": "s", "Data": b"d", "PartitionKey": "p"}


def table(life, key):
    encrypted = {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": key}
    life.client("dynamodb", SOURCE).create_table(**TABLE, SSESpecification=encrypted)
    return ITEM


def an_object(life, key):
    life.client("s3", SOURCE).create_bucket(Bucket="papers")
    return {"Bucket": "papers", "Key": "k", "Body": b"", "ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key}


def parameter(life, key):
    return {"Name": "/p", "Value": "v", "Type": "SecureString", "KeyId": key}


def itself(life, key):
    return {"KeyId": key, "Plaintext": b"p"}


@pytest.mark.parametrize(
    ("make", "service", "operation", "disabled", "doomed"),
    [
        (stream, "kinesis", "put_record", "KMSDisabledException", "KMSInvalidStateException"),
        (queue, "sqs", "send_message", "KmsDisabled", "KmsInvalidState"),
        (topic, "sns", "publish", "KMSDisabled", "KMSInvalidState"),
        (table, "dynamodb", "put_item", "AccessDeniedException", "AccessDeniedException"),
        (an_object, "s3", "put_object", "KMS.DisabledException", "KMS.KMSInvalidStateException"),
        (parameter, "ssm", "put_parameter", "InvalidKeyId", "InvalidKeyId"),
        (itself, "kms", "encrypt", "DisabledException", "KMSInvalidStateException"),
    ],
)
def test_each_service_refuses_in_its_own_words(life, key, make, service, operation, disabled, doomed):
    params = make(life, key)
    disable(life, key)
    code, message = error(life, service, operation, **params)
    assert (code, f"{key} is disabled." in message) == (disabled, True)
    doom(life, key)
    code, message = error(life, service, operation, **params)
    assert (code, f"{key} is pending deletion." in message) == (doomed, True)


def test_a_key_that_is_enabled_again_works_again(life, key):
    params = stream(life, key)
    disable(life, key)
    assert error(life, "kinesis", "put_record", **params)[0]
    life.client("kms", SOURCE).enable_key(KeyId=key)
    assert error(life, "kinesis", "put_record", **params) == ("", "")


def test_a_key_whose_deletion_is_cancelled_stays_disabled(life, key):
    params = stream(life, key)
    doom(life, key)
    life.client("kms", SOURCE).cancel_key_deletion(KeyId=key)
    assert error(life, "kinesis", "put_record", **params)[0] == "KMSDisabledException"


def test_other_keys_and_what_is_not_encrypted_are_not_touched(life, key):
    params = stream(life, key)
    life.client("dynamodb", SOURCE).create_table(**TABLE)
    disable(life, life.client("kms", SOURCE).create_key()["KeyMetadata"]["Arn"])
    assert error(life, "kinesis", "put_record", **params) == ("", "")
    assert error(life, "dynamodb", "put_item", **ITEM) == ("", "")


def test_what_was_encrypted_is_not_decrypted(life, key):
    blob = life.client("kms", SOURCE).encrypt(KeyId=key, Plaintext=b"p")["CiphertextBlob"]
    disable(life, key)
    assert error(life, "kms", "decrypt", CiphertextBlob=blob)[0] == "DisabledException"


def test_a_table_goes_on_with_the_key_it_has_for_five_minutes(life, key):
    params = table(life, key)
    assert error(life, "dynamodb", "put_item", **params) == ("", "")
    disable(life, key)
    life.clock.run(4 * MINUTES)
    assert error(life, "dynamodb", "put_item", **params) == ("", "")
    life.clock.run(1 * MINUTES)
    assert error(life, "dynamodb", "put_item", **params)[0] == "AccessDeniedException"


def test_a_table_without_its_key_says_so(life, key):
    table(life, key)
    dynamodb = life.client("dynamodb", SOURCE)
    disable(life, key)
    assert dynamodb.describe_table(TableName="t")["Table"]["TableStatus"] == "ACTIVE"
    life.clock.run(5 * MINUTES)
    status = dynamodb.describe_table(TableName="t")["Table"]["TableStatus"]
    assert status == "INACCESSIBLE_ENCRYPTION_CREDENTIALS"
    life.client("kms", SOURCE).enable_key(KeyId=key)
    assert dynamodb.describe_table(TableName="t")["Table"]["TableStatus"] == "ACTIVE"


@pytest.mark.parametrize(("period", "code"), [("60", "KmsDisabled"), ("600", "")])
def test_a_queue_says_how_long_it_goes_on(life, key, period, code):
    params = queue(life, key, KmsDataKeyReusePeriodSeconds=period)
    assert error(life, "sqs", "send_message", **params) == ("", "")
    disable(life, key)
    life.clock.run(2 * MINUTES)
    assert error(life, "sqs", "send_message", **params)[0] == code


def test_what_cannot_be_read_is_told_to_who_asks(life, key):
    stream(life, key)
    arn = f"arn:aws:kinesis:{SOURCE}:{ACCOUNT}:stream/s"
    assert life.keys.obstacle(SOURCE, "kinesis", arn) == ""
    disable(life, key)
    assert life.keys.obstacle(SOURCE, "kinesis", arn) == f"KMSDisabledException: {key} is disabled."
    assert life.keys.state(SOURCE, key) == "Disabled"


def test_a_function_that_starts_cold_cannot_read_its_variables(life, key, function):
    arn = function(KMSKeyArn=key, Environment={"Variables": {"A": "1"}})
    disable(life, key)
    answer = called(life, arn)
    assert answer.fault.type == "KMSDisabledException"
    assert "because the KMS key used is disabled" in json.loads(answer.payload)["errorMessage"]


def test_a_function_that_is_warm_has_read_them(life, key, function):
    arn = function(KMSKeyArn=key, Environment={"Variables": {"A": "1"}})
    assert called(life, arn).fault is None
    disable(life, key)
    assert called(life, arn).fault is None


def called(life, arn):
    """The answer of a function."""
    answers = []

    def steps():
        answers.append((yield from life.functions.call(arn, {})))

    life.begin(steps())
    life.clock.run(10)
    return answers[0]


def told(life):
    """The events of CloudTrail on the default bus: when, where and what."""
    return [
        (seconds, region, event["detail"]["eventName"], event["detail"]["resources"])
        for seconds, region, bus, event in life.events.seen
        if bus == "default" and event["detail-type"] == "AWS API Call via CloudTrail"
    ]


def test_cloudtrail_tells_of_a_key_that_is_disabled(life, key):
    disable(life, key.rpartition("/")[2])
    life.clock.run(life.keys.trail_delay - 1)
    assert told(life) == []
    life.clock.run(1)
    resource = {"accountId": ACCOUNT, "type": "AWS::KMS::Key", "ARN": key}
    assert told(life) == [(life.keys.trail_delay, SOURCE, "DisableKey", [resource])]


def test_cloudtrail_of_a_lost_region_tells_when_it_is_back(life, key):
    doom(life, key)
    life.outages.lose(SOURCE)
    life.clock.run(30 * MINUTES)
    assert told(life) == []
    life.outages.restore(SOURCE)
    life.clock.run(1)
    assert [name for _, _, name, _ in told(life)] == ["ScheduleKeyDeletion"]
