"""Tags of a bus and a rule that have the same name."""

import pytest
from moto import mock_aws

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

BUS, RULE = (f"arn:aws:events:us-east-1:123456789012:{one}/own" for one in ("event-bus", "rule"))


def tags_of_the_rule(events):
    """The bus has a tag, the rule has none."""
    events.create_event_bus(Name="own")
    events.put_rule(Name="own", EventPattern='{"source": ["mine"]}')
    events.tag_resource(ResourceARN=BUS, Tags=[{"Key": "Of", "Value": "bus"}])
    return events.list_tags_for_resource(ResourceARN=RULE)["Tags"]


def test_canary_moto_gives_the_rule_the_tags_of_the_bus():
    with scrubbed(), mock_aws():
        assert tags_of_the_rule(client("events", "us-east-1")) == [{"Key": "Of", "Value": "bus"}]


@pytest.fixture
def events():
    with open_cloud() as cloud:
        yield cloud.client("events", "us-east-1")


def test_each_has_its_own(events):
    assert tags_of_the_rule(events) == []
    assert events.list_tags_for_resource(ResourceARN=BUS)["Tags"] == [{"Key": "Of", "Value": "bus"}]


def test_a_tag_is_taken_from_the_one_that_is_named(events):
    tags_of_the_rule(events)
    events.untag_resource(ResourceARN=RULE, TagKeys=["Of"])
    assert events.list_tags_for_resource(ResourceARN=BUS)["Tags"] == [{"Key": "Of", "Value": "bus"}]


def test_what_is_not_there_has_no_tags(events):
    with pytest.raises(events.exceptions.ResourceNotFoundException):
        events.list_tags_for_resource(ResourceARN=BUS)
