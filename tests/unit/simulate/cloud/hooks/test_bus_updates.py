"""Updates of buses and archives."""

import pytest
from moto import mock_aws

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

BUS = "arn:aws:events:us-east-1:123456789012:event-bus/own"


@pytest.fixture
def events():
    with open_cloud() as cloud:
        service = cloud.client("events", "us-east-1")
        service.create_event_bus(Name="own", Description="before", KmsKeyIdentifier="alias/own")
        yield service


def test_canary_moto_does_not_answer_update_event_bus():
    with scrubbed(), mock_aws(), pytest.raises(NotImplementedError):
        client("events", "us-east-1").update_event_bus(Name="default", Description="x")


def test_canary_moto_does_not_reset_an_archive():
    with scrubbed(), mock_aws():
        service = client("events", "us-east-1")
        bus = "arn:aws:events:us-east-1:123456789012:event-bus/default"
        service.create_archive(ArchiveName="a", EventSourceArn=bus, RetentionDays=7)
        service.update_archive(ArchiveName="a", RetentionDays=0)
        assert service.describe_archive(ArchiveName="a")["RetentionDays"] == 7


def test_an_update_of_a_bus_sets_what_is_given_and_resets_the_rest(events):
    events.update_event_bus(Name="own", Description="after")
    told = events.describe_event_bus(Name="own")
    assert told["Description"] == "after"
    assert "KmsKeyIdentifier" not in told


def test_a_bus_that_is_not_there_is_not_updated(events):
    with pytest.raises(events.exceptions.ResourceNotFoundException):
        events.update_event_bus(Name="other", Description="after")


def test_an_archive_is_kept_for_ever_again(events):
    events.create_archive(ArchiveName="a", EventSourceArn=BUS, RetentionDays=7, Description="kept")
    events.update_archive(ArchiveName="a", RetentionDays=0)
    told = events.describe_archive(ArchiveName="a")
    assert (told["RetentionDays"], told["Description"]) == (0, "kept")
