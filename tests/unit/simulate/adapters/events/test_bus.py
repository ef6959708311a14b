"""AWS::Events::EventBus."""

import pytest

from tapstack.simulate.resources import RefusedError

KIND = "AWS::Events::EventBus"
ARN = "arn:aws:events:us-east-1:123456789012:event-bus/trading"
QUEUE = {"Arn": "arn:aws:sqs:us-east-1:123456789012:dead"}
GIVEN = {
    "Name": "trading",
    "Description": "Events of the migration",
    "KmsKeyIdentifier": "arn:aws:kms:us-east-1:123456789012:key/1",
    "DeadLetterConfig": QUEUE,
    "Tags": [{"Key": "Owner", "Value": "Data"}],
}


def test_everything_that_the_template_gives_is_told_back(making):
    wanted, made = making.create(KIND, **GIVEN)
    assert making.read(wanted, made) == GIVEN


def test_ref_is_the_name_and_the_attributes_are_those_of_the_schema(making):
    _, made = making.create(KIND, **GIVEN)
    assert made.physical_id == "trading"
    assert made.attributes["Arn"] == ARN
    assert made.attributes["DeadLetterConfig.Arn"] == QUEUE["Arn"]


def test_logging_and_a_policy_of_its_own_are_recorded(making):
    level = {"Level": "ERROR"}
    making.create(KIND, Name="trading", LogConfig=level)
    assert making.cloud.records.get("us-east-1", KIND, "trading") == {"LogConfig": level}


def test_a_name_that_is_taken_is_refused(making):
    making.create(KIND, Name="trading")
    with pytest.raises(RefusedError, match="Event bus trading already exists") as refused:
        making.create(KIND, "Other", Name="trading")
    assert refused.value.code == "ResourceAlreadyExistsException"


def test_an_update_sets_what_is_new_and_resets_what_is_gone(making):
    wanted, made = making.create(KIND, **GIVEN)
    after, made = making.update(wanted, made, Name="trading", Description="Others", Tags=[{"Key": "B", "Value": "2"}])
    told = making.read(after, made)
    assert told == {"Name": "trading", "Description": "Others", "Tags": [{"Key": "B", "Value": "2"}]}
    assert made.attributes["Description"] == "Others"
    assert "KmsKeyIdentifier" not in made.attributes


def test_a_bus_has_the_tags_of_cloudformation_as_well(making):
    making.create(KIND, Name="trading")
    told = making.bench.client("events").list_tags_for_resource(ResourceARN=ARN)["Tags"]
    assert {"Key": "aws:cloudformation:logical-id", "Value": "It"} in told


def test_a_bus_that_has_rules_is_not_deleted(making):
    wanted, made = making.create(KIND, Name="trading")
    making.create("AWS::Events::Rule", "R", Name="r", EventBusName="trading", EventPattern={"source": ["a"]})
    with pytest.raises(RefusedError, match="can't be deleted since it has rules") as refused:
        making.delete(wanted, made)
    assert refused.value.code == "ValidationException"
    assert making.read(wanted, made)["Name"] == "trading"


def test_a_bus_that_has_an_archive_is_not_deleted(making):
    wanted, made = making.create(KIND, Name="trading")
    archive = making.create("AWS::Events::Archive", "A", ArchiveName="a", SourceArn=ARN)
    with pytest.raises(RefusedError, match="has rules"):
        making.delete(wanted, made)
    making.delete(*archive)
    making.delete(wanted, made)


def test_deleting_a_bus_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, Name="trading")
    making.delete(wanted, made)
    names = [one["Name"] for one in making.bench.client("events").list_event_buses()["EventBuses"]]
    assert names == ["default"]
    making.delete(wanted, made)
