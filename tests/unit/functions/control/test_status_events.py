"""Stack status changes, as EventBridge tells them."""

import boto3
import pytest

from tests.unit.functions.control.provider import SOURCE, TARGET, record_properties


def test_a_status_is_recorded_beside_what_is_known(provider, state):
    control = provider()
    control.ask("MigrationRecord", record_properties(4))
    control.tell("CREATE_COMPLETE", "2027-06-01T00:00:00Z")
    item = state.item(f"STACK#{SOURCE}")
    assert (item["Status"], item["UpdatedAt"], item["Revision"]) == ("CREATE_COMPLETE", 1811808000, 4)


@pytest.mark.parametrize(
    ("first", "second", "stays"),
    [
        (("UPDATE_IN_PROGRESS", "01"), ("UPDATE_COMPLETE", "02"), "UPDATE_COMPLETE"),
        (("UPDATE_COMPLETE", "02"), ("UPDATE_IN_PROGRESS", "01"), "UPDATE_COMPLETE"),
        (("UPDATE_IN_PROGRESS", "01"), ("UPDATE_COMPLETE", "01"), "UPDATE_COMPLETE"),
        (("UPDATE_COMPLETE", "01"), ("UPDATE_IN_PROGRESS", "01"), "UPDATE_COMPLETE"),
        (("UPDATE_COMPLETE", "01"), ("UPDATE_IN_PROGRESS", "02"), "UPDATE_IN_PROGRESS"),
        (("UPDATE_IN_PROGRESS", "02"), ("UPDATE_COMPLETE", "01"), "UPDATE_IN_PROGRESS"),
    ],
)
def test_of_two_statuses_the_newer_stays_in_whatever_order_they_come(provider, state, first, second, stays):
    control = provider()
    for status, seconds in (first, second):
        control.tell(status, f"2027-06-01T00:00:{seconds}Z")
    assert state.item(f"STACK#{SOURCE}")["Status"] == stays


def test_a_status_that_cannot_be_recorded_is_raised_so_that_lambda_tries_again(provider):
    with pytest.raises(boto3.client("dynamodb", TARGET).exceptions.ResourceNotFoundException):
        provider().tell("CREATE_COMPLETE", "2027-06-01T00:00:00Z")
