"""The control call that gives the account an organization."""

from types import SimpleNamespace

import pytest

from tapstack.endpoint.control.organizing import organization
from tapstack.endpoint.control.parameters import ControlError
from tapstack.endpoint.organization import Organization

UNIT, ACCOUNT, OTHER = "ou-abcd-12345678", "123456789012", "111111111111"


@pytest.fixture
def desk():
    return SimpleNamespace(account=SimpleNamespace(id=ACCOUNT, organization=Organization()))


def test_the_account_is_in_the_unit_that_is_named(desk):
    assert organization(desk, {"unit": UNIT, "accounts": None}) == {"units": {UNIT: [ACCOUNT]}}
    assert desk.account.organization.there


def test_other_accounts_are_named_with_commas(desk):
    organization(desk, {"unit": "r-root", "accounts": f"{OTHER}, {ACCOUNT},{OTHER}"})
    assert desk.account.organization.units == {"r-root": (OTHER, ACCOUNT)}


@pytest.mark.parametrize(("unit", "accounts"), [("sales", None), (UNIT, "12"), (UNIT, "")])
def test_what_is_no_id_is_refused(desk, unit, accounts):
    with pytest.raises(ControlError, match="is no id of"):
        organization(desk, {"unit": unit, "accounts": accounts})
    assert not desk.account.organization.there
