"""Notices of a disabled key, and updates that wait for an answer in vain."""

import pytest

from tapstack.simulate.expectations import keys, updates
from tapstack.simulate.expectations.failover import recovery


def test_a_rule_on_the_event_tells_within_cloudtrails_delay(pair):
    assert keys.told(pair) == keys.TRAIL


def test_without_such_a_rule_nobody_is_told(pair_of):
    pattern = {"source": ["aws.kms"], "detail": {"eventName": ["ScheduleKeyDeletion"]}}
    with pytest.raises(LookupError, match="no rule in us-east-1"):
        keys.told(pair_of(KeyStateRule={"EventPattern": pattern}))


def test_a_key_that_is_disabled_is_as_a_region_that_is_lost(pair):
    assert keys.recovers(pair) == recovery(pair)


@pytest.mark.parametrize("seconds", [60, 1800])
def test_an_update_gives_up_when_the_resources_time_is_up(pair_of, seconds):
    found = updates.gives_up(pair_of(MigrationRecord={"ServiceTimeout": seconds}), "MigrationRecord")
    assert found == updates.BESIDE.plus(seconds, seconds)


def test_without_a_time_of_its_own_a_resource_holds_an_update_up_for_an_hour(pair_of):
    changed = pair_of(without=[("MigrationRecord", "ServiceTimeout")])
    with pytest.raises(LookupError, match="MigrationRecord has no ServiceTimeout: CloudFormation waits 3600 s"):
        updates.gives_up(changed, "MigrationRecord")
