"""AWS::Events::Archive."""

import pytest

from tapstack.simulate.resources import RefusedError

KIND = "AWS::Events::Archive"
BUS = "arn:aws:events:us-east-1:123456789012:event-bus/trading"
GIVEN = {
    "ArchiveName": "kept",
    "SourceArn": BUS,
    "Description": "What happened",
    "EventPattern": {"source": ["trading.migration"]},
    "RetentionDays": 30,
}


@pytest.fixture(autouse=True)
def _bus(making):
    making.create("AWS::Events::EventBus", "Bus", Name="trading")


def test_everything_that_the_template_gives_is_told_back(making):
    wanted, made = making.create(KIND, **GIVEN)
    assert making.read(wanted, made) == GIVEN


def test_ref_is_the_name_and_the_attribute_the_arn(making):
    _, made = making.create(KIND, **GIVEN)
    assert made.physical_id == "kept"
    assert made.attributes == {"Arn": "arn:aws:events:us-east-1:123456789012:archive/kept"}


def test_its_key_is_recorded(making):
    making.create(KIND, **GIVEN, KmsKeyIdentifier="alias/own")
    assert making.cloud.records.get("us-east-1", KIND, "kept") == {"KmsKeyIdentifier": "alias/own"}


def test_an_archive_without_a_name_gets_one_of_at_most_48_characters(making):
    _, made = making.create(KIND, "AnArchiveWithALongLogicalIdentifier", SourceArn=BUS)
    assert made.physical_id.startswith("StackSet-TapStack-")
    assert len(made.physical_id) == 48


def test_a_name_that_is_taken_is_refused(making):
    making.create(KIND, **GIVEN)
    with pytest.raises(RefusedError, match="Archive kept already exists"):
        making.create(KIND, "Other", **GIVEN)


def test_a_bus_that_is_not_there_is_refused(making):
    with pytest.raises(RefusedError, match="Event bus other does not exist"):
        making.create(KIND, **{**GIVEN, "SourceArn": BUS.replace("trading", "other")})


def test_an_update_sets_what_is_new_and_resets_what_is_gone(making):
    wanted, made = making.create(KIND, **GIVEN)
    after, made = making.update(wanted, made, ArchiveName="kept", SourceArn=BUS, Description="Others")
    told = making.read(after, made)
    assert (told["Description"], told["RetentionDays"]) == ("Others", 0)
    assert "EventPattern" not in told


def test_deleting_an_archive_takes_its_rule_and_twice_is_no_error(making):
    wanted, made = making.create(KIND, **GIVEN)
    making.delete(wanted, made)
    events = making.bench.client("events")
    assert (events.list_archives()["Archives"], events.list_rules(EventBusName="trading")["Rules"]) == ([], [])
    making.delete(wanted, made)
