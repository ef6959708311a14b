"""Buckets notify nobody by themselves: our behaviours do, on the virtual clock."""

from moto import mock_aws

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

REGION = "us-east-1"


def arrived(s3, sqs):
    """How many messages a queue holds once its bucket has been told of it, and has got an object."""
    url = sqs.create_queue(QueueName="told")["QueueUrl"]
    s3.create_bucket(Bucket="source")
    queue = {"QueueArn": f"arn:aws:sqs:{REGION}:123456789012:told", "Events": ["s3:ObjectCreated:*"]}
    s3.put_bucket_notification_configuration(
        Bucket="source", NotificationConfiguration={"QueueConfigurations": [queue]}
    )
    s3.put_object(Bucket="source", Key="a", Body=b"1")
    return len(sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []))


def test_canary_moto_sends_a_test_event_and_the_event():
    with scrubbed(), mock_aws():
        assert arrived(client("s3", REGION), client("sqs", REGION)) == 2


def test_nothing_is_sent():
    with open_cloud() as cloud:
        assert arrived(cloud.client("s3", REGION), cloud.client("sqs", REGION)) == 0
