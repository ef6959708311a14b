"""Requests that the switchboard answers or completes are answered over HTTP as they are in process."""

import pytest
from botocore.exceptions import ClientError

from tapstack.simulate.cloud.calls import CallRefusedError


def test_what_stands_in_for_a_service_is_asked_over_http(room):
    backup = room.client("backup")
    assert backup.describe_region_settings()["ResourceTypeOptInPreference"]["S3"] is True
    backup.update_region_settings(ResourceTypeOptInPreference={"S3": False})
    assert backup.describe_region_settings()["ResourceTypeOptInPreference"]["S3"] is False
    assert room.client("backup", "eu-west-1").describe_region_settings()["ResourceTypeOptInPreference"]["S3"] is True


def test_what_completes_an_answer_completes_it_over_http(room):
    room.house.account.cloud.calls.amend("sqs:ListQueues", lambda call, answer: answer.update(QueueUrls=[call.region]))
    assert room.client("sqs", "eu-west-1").list_queues()["QueueUrls"] == ["eu-west-1"]


def test_what_watches_sees_calls_over_http(room):
    seen = []
    room.house.account.cloud.calls.watch("sqs:CreateQueue", lambda call, answer: seen.append(call.params["QueueName"]))
    room.client("sqs").create_queue(QueueName="q")
    assert seen == ["q"]


def test_what_an_answer_refuses_is_refused_over_http(room):
    def refuse(call):
        raise CallRefusedError("NoSuchThing", "It is not there.", status=404)

    room.house.account.cloud.calls.answer("route53:ListHostedZones", refuse)
    with pytest.raises(ClientError) as refused:
        room.client("route53").list_hosted_zones()
    found = refused.value.response
    assert found["Error"]["Code"] == "NoSuchThing" and found["ResponseMetadata"]["HTTPStatusCode"] == 404
    assert found["Error"]["Message"] == "It is not there."
