"""Control call about the organization of the account, which service-managed StackSets ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tapstack.endpoint.control.call import Call
from tapstack.endpoint.control.desk import Desk
from tapstack.endpoint.control.parameters import REQUIRED, ControlError, Parameter

_UNIT = Parameter("unit", str, "The id of an organizational unit, or of the root: ou-abcd-12345678, r-abcd.", REQUIRED)
_ACCOUNTS = Parameter("accounts", str, "Ids with commas between them; the simulated account alone if left out.")
# Source: botocore cloudformation, shapes OrganizationalUnitId and Account.
_UNIT_ID = re.compile(r"ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32}")
_ACCOUNT_ID = re.compile(r"[0-9]{12}")


def organization(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """The account is in an organization, and the delegated administrator of its StackSets."""
    account, unit = desk.account, given["unit"]
    if not _UNIT_ID.fullmatch(unit):
        raise ControlError(f"organization: {unit!r} is no id of a unit, such as ou-abcd-12345678, or of a root.")
    accounts = account.id if given["accounts"] is None else given["accounts"]
    numbers = tuple(dict.fromkeys(one.strip() for one in accounts.split(",")))
    for number in numbers:
        if not _ACCOUNT_ID.fullmatch(number):
            raise ControlError(f"organization: {number!r} is no id of an account: it has 12 digits.")
    account.organization.units[unit] = numbers
    return {"units": {name: list(members) for name, members in account.organization.units.items()}}


CALLS = (
    Call(
        "organization",
        "Puts accounts into a unit of an organization, of which the simulated one is the delegated StackSets admin.",
        organization,
        (_UNIT, _ACCOUNTS),
        kept=True,
    ),
)
