"""Troubles in words of JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.endpoint.troubles import Stall, Troubles


def troubles(there: Troubles) -> dict[str, Any]:
    """All that are in force."""
    return {
        "failures": [asdict(one) for one in there.provider.failures],
        "stalls": [stall(one) for one in there.stalls.stalls],
        "refusals": [asdict(one) for one in there.refusals.refusals],
        "disabled": sorted(there.regions.disabled),
        "lost": sorted(there.outages.lost()),
    }


def stall(one: Stall) -> dict[str, Any]:
    """``held`` are the resources that wait now."""
    return {"region": one.region, "resource": one.resource, "action": one.action, "held": list(one.held)}
