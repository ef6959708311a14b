"""What an account says of its regions: which are enabled.

Sources: botocore account, GetRegionOptStatus and ListRegions; ec2, DescribeRegions: without AllRegions those that are
enabled, with RegionNames any. In this account every region is enabled that nobody has disabled. Which regions need not
be enabled is moto's list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend

from tapstack.facts.regions import is_region, regions
from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    from tapstack.endpoint.troubles.regions import Regions
    from tapstack.simulate.cloud.calls import Call, Switchboard

_BY_DEFAULT, _ENABLED, _DISABLED = "ENABLED_BY_DEFAULT", "ENABLED", "DISABLED"


class Opting:
    """Answers for an account whose regions may be disabled."""

    def __init__(self, regions: Regions) -> None:
        self._regions = regions

    def answer(self, calls: Switchboard) -> None:
        """Let the calls pass here."""
        calls.answer("account:GetRegionOptStatus", self._status)
        calls.answer("account:ListRegions", self._list)
        calls.amend("ec2:DescribeRegions", self._described)

    def status(self, region: str) -> str:
        """``ENABLED_BY_DEFAULT``, ``ENABLED`` or ``DISABLED``."""
        if region in self._regions.disabled:
            return _DISABLED
        return _BY_DEFAULT if region in RegionsAndZonesBackend.regions_opt_in_not_required else _ENABLED

    def _status(self, call: Call) -> dict[str, Any]:
        region = call.params["RegionName"]
        if not is_region(region):
            raise CallRefusedError("ValidationException", f"Region {region} does not exist", status=400)
        return {"RegionName": region, "RegionOptStatus": self.status(region)}

    def _list(self, call: Call) -> dict[str, Any]:
        wanted = call.params.get("RegionOptStatusContains")
        told = [{"RegionName": region, "RegionOptStatus": self.status(region)} for region in regions()]
        return {"Regions": [one for one in told if not wanted or one["RegionOptStatus"] in wanted]}

    def _described(self, call: Call, answer: dict[str, Any]) -> None:
        for region in answer["Regions"]:
            if region["RegionName"] in self._regions.disabled:
                region["OptInStatus"] = "not-opted-in"
            elif region["OptInStatus"] == "not-opted-in":
                region["OptInStatus"] = "opted-in"
        if not call.params.get("AllRegions") and not call.params.get("RegionNames"):
            answer["Regions"] = [one for one in answer["Regions"] if one["OptInStatus"] != "not-opted-in"]
