"""A region that is out of reach."""

import pytest
from botocore.config import Config
from botocore.exceptions import ConnectTimeoutError

from tapstack.simulate.cloud.clients import new_session
from tapstack.simulate.cloud.role import taking
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


@pytest.mark.parametrize(
    ("config", "seconds"),
    [
        (None, 180),
        ({"connect_timeout": 5, "retries": {"total_max_attempts": 2}}, 10),
        ({"connect_timeout": 1, "retries": {"max_attempts": 0}}, 1),
    ],
)
def test_a_call_that_is_not_answered_takes_all_its_attempts(life, config, seconds):
    passed: list[float] = []
    client = new_session(SOURCE).client("sqs", config=config and Config(**config))
    life.outages.lose(SOURCE)
    with taking(passed.append), pytest.raises(ConnectTimeoutError):
        client.list_queues()
    assert passed == [seconds]


def test_losing_a_region_twice_and_restoring_one_that_is_not_out_change_nothing(life):
    life.outages.restore(SOURCE)
    life.outages.lose(SOURCE)
    life.outages.lose(SOURCE)
    life.outages.restore(SOURCE)
    assert not life.outages.is_out(SOURCE)
