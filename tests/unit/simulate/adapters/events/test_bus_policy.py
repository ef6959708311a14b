"""AWS::Events::EventBusPolicy."""

import json

import pytest

from tapstack.simulate.resources import RefusedError, UnsupportedError

KIND = "AWS::Events::EventBusPolicy"
BUS = "arn:aws:events:us-east-1:123456789012:event-bus/trading"
ACCOUNT = "arn:aws:iam::123456789012:root"
STATEMENT = {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "events:PutEvents", "Resource": BUS}
GIVEN = {"EventBusName": "trading", "StatementId": "Own", "Statement": STATEMENT}
OF_ORGANIZATION = {"Type": "StringEquals", "Key": "aws:PrincipalOrgID", "Value": "o-1234567890"}


@pytest.fixture(autouse=True)
def _bus(making):
    making.create("AWS::Events::EventBus", "Bus", Name="trading")


def policy(making):
    return json.loads(making.bench.client("events").describe_event_bus(Name="trading").get("Policy", "{}"))


def sids(making):
    return [one["Sid"] for one in policy(making).get("Statement", [])]


@pytest.mark.parametrize(
    "given",
    [
        GIVEN,
        {**GIVEN, "Statement": {**STATEMENT, "Condition": {"Bool": {"aws:SecureTransport": "true"}}}},
        {"EventBusName": "trading", "StatementId": "Own", "Action": "events:PutEvents", "Principal": "111122223333"},
        {"EventBusName": "trading", "StatementId": "Own", "Action": "events:PutEvents", "Principal": "*"}
        | {"Condition": OF_ORGANIZATION},
    ],
    ids=["statement", "condition", "account", "organization"],
)
def test_everything_that_the_template_gives_is_told_back(making, given):
    wanted, made = making.create(KIND, **given)
    told = making.read(wanted, made)
    assert {name: told[name] for name in given if name != "Statement"} | {
        name: {key: told[name][key] for key in given[name]} for name in given if name == "Statement"
    } == given


def test_everyone_of_an_organization_is_a_principal_without_an_account(making):
    given = {"Action": "events:PutEvents", "Principal": "*", "Condition": OF_ORGANIZATION}
    making.create(KIND, EventBusName="trading", StatementId="Own", **given)
    condition = {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}}
    whole = {"Sid": "Own", "Effect": "Allow", "Principal": "*", "Action": "events:PutEvents", "Resource": BUS}
    assert policy(making)["Statement"] == [{**whole, "Condition": condition}]


def test_a_policy_without_a_bus_is_one_of_the_default_bus(making):
    _, made = making.create(KIND, StatementId="Own", Action="events:PutEvents", Principal="111122223333")
    assert made.physical_id == "default|Own"
    told = json.loads(making.bench.client("events").describe_event_bus(Name="default")["Policy"])
    assert told["Statement"][0]["Principal"] == {"AWS": "arn:aws:iam::111122223333:root"}


def test_ref_is_bus_and_statement_and_there_are_no_attributes(making):
    _, made = making.create(KIND, **GIVEN)
    assert (made.physical_id, made.attributes) == ("trading|Own", {})


def test_two_statements_for_one_principal_stay_beside_each_other(making):
    making.create(KIND, **GIVEN)
    making.create(KIND, "Other", **{**GIVEN, "StatementId": "Other"})
    account = {"Action": "events:PutEvents", "Principal": "123456789012"}
    making.create(KIND, "Third", EventBusName="trading", StatementId="Third", **account)
    assert sids(making) == ["Own", "Other", "Third"]


def test_a_statement_that_is_taken_is_refused(making):
    making.create(KIND, **GIVEN)
    with pytest.raises(RefusedError, match="Statement Own already exists in the policy of event bus trading"):
        making.create(KIND, "Other", **GIVEN)


def test_a_bus_that_is_not_there_is_refused(making):
    with pytest.raises(RefusedError, match="Event bus other does not exist"):
        making.create(KIND, **{**GIVEN, "EventBusName": "other"})


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ({**STATEMENT, "NotAction": "events:PutRule"}, "has NotAction"),
        ({"Effect": "Allow", "Action": "events:PutEvents", "Principal": "*"}, "is without Resource"),
    ],
)
def test_elements_that_moto_cannot_hold_are_not_supported(making, statement, why):
    with pytest.raises(UnsupportedError, match=why):
        making.create(KIND, **{**GIVEN, "Statement": statement})


def test_an_update_puts_another_statement_in_place_of_it(making):
    wanted, made = making.create(KIND, **GIVEN)
    making.create(KIND, "Other", **{**GIVEN, "StatementId": "Other"})
    making.update(wanted, made, **{**GIVEN, "Statement": {**STATEMENT, "Effect": "Deny"}})
    effects = {one["Sid"]: one["Effect"] for one in policy(making)["Statement"]}
    assert effects == {"Own": "Deny", "Other": "Allow"}


def test_deleting_takes_one_statement_and_twice_is_no_error(making):
    wanted, made = making.create(KIND, **GIVEN)
    making.create(KIND, "Other", **{**GIVEN, "StatementId": "Other"})
    making.delete(wanted, made)
    assert sids(making) == ["Other"]
    making.delete(wanted, made)


def test_deleting_the_policy_of_a_bus_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **GIVEN)
    making.bench.client("events").delete_event_bus(Name="trading")
    making.delete(wanted, made)
