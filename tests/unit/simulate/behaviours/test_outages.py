"""A region that is out of reach."""

import pytest
from botocore.exceptions import ConnectTimeoutError

from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET


def test_calls_to_a_region_that_is_out_are_not_answered_and_others_are(life):
    life.outages.lose(SOURCE)
    with pytest.raises(ConnectTimeoutError, match=r"sqs\.us-east-1"):
        life.client("sqs", SOURCE).list_queues()
    assert life.client("sqs", TARGET).list_queues()["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_services_that_stand_in_all_regions_go_on(life):
    life.outages.lose(SOURCE)
    assert life.client("iam", SOURCE).list_roles()["Roles"] == []


def test_what_waits_for_a_region_goes_on_when_it_is_back(life):
    life.outages.lose(SOURCE)
    seen = []

    def waiting():
        yield life.outages.back(SOURCE, TARGET)
        seen.append(life.clock.seconds)

    life.begin(waiting())
    life.clock.run(100)
    assert seen == []
    life.outages.restore(SOURCE)
    life.clock.run(1)
    assert seen == [100]
    assert not life.outages.is_out(SOURCE)


def test_what_need_not_wait_goes_on_before_a_region_can_be_lost(life):
    seen = []

    def calling():
        yield life.clock.pause(60)
        yield life.outages.back(SOURCE)
        seen.append(life.client("sqs", SOURCE).list_queues()["ResponseMetadata"]["HTTPStatusCode"])

    def losing():
        yield life.clock.pause(60)
        life.outages.lose(SOURCE)

    life.begin(calling())
    life.begin(losing())
    life.clock.run(100)
    assert seen == [200]
