"""Control calls about whole regions, and about the whole account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.endpoint.control.call import Call
from tapstack.endpoint.control.desk import Desk
from tapstack.endpoint.control.parameters import REQUIRED, ControlError, Parameter
from tapstack.endpoint.control.troubled import troubles
from tapstack.endpoint.troubles import ANY

_REGION = Parameter("region", str, "The region.", REQUIRED, region=True)


def _one(call: str, given: Mapping[str, Any]) -> str:
    region: str = given["region"]
    if region == ANY:
        raise ControlError(f"{call} is for one region: name it.")
    return region


def disable(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """The region is not enabled for the account."""
    desk.troubles.regions.disabled.add(_one("disable", given))
    return troubles(desk.troubles)


def enable(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """It is."""
    desk.troubles.regions.disabled.discard(_one("enable", given))
    return troubles(desk.troubles)


def lose(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """The region is out of reach."""
    desk.troubles.outages.lose(_one("lose", given))
    return troubles(desk.troubles)


def restore(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """It is back."""
    desk.troubles.outages.restore(_one("restore", given))
    return troubles(desk.troubles)


def clear(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """Nothing goes wrong any more."""
    del given
    desk.troubles.clear()
    return troubles(desk.troubles)


def reset(desk: Desk, given: Mapping[str, Any]) -> dict[str, Any]:
    """The account is empty, and its time begins now."""
    del given
    desk.house.reset()
    desk.pace.anchor()
    return {"time": desk.account.clock.moment.isoformat()}


CALLS = (
    Call("disable", "Has a region not enabled, as opt-in regions are.", disable, (_REGION,), kept=True),
    Call("enable", "Enables a region again.", enable, (_REGION,), kept=True),
    Call(
        "lose",
        "Takes a region out of reach: connections are dropped, stacks wait.",
        lose,
        (_REGION,),
        kept=True,
    ),
    Call("restore", "Brings a lost region back.", restore, (_REGION,), kept=True),
    Call("clear", "Ends all that is made to go wrong; what was stalled goes on.", clear, kept=True),
    Call("reset", "Empties the account; its time begins anew.", reset),
)
