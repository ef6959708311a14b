"""What an account says of its regions: which are enabled.

Sources: botocore account, GetRegionOptStatus and ListRegions; ec2, DescribeRegions: without AllRegions those that are
enabled, with RegionNames any. In this account every region is enabled that nobody has disabled. Which need not be
enabled: those that are older than March 2019 (CloudFormation user guide, "StackSet operations in Regions that are
disabled by default"; turbot/steampipe-plugin-aws pull request 741 lists them).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.facts.regions import is_region, regions
from tapstack.simulate.cloud.calls import CallRefusedError

if TYPE_CHECKING:
    from tapstack.endpoint.troubles.regions import Regions
    from tapstack.simulate.cloud.calls import Call, Switchboard

_ALWAYS = frozenset(
    {
        *("us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1"),
        *("eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1"),
        *("ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3"),
    }
)
_BY_DEFAULT, _ENABLED, _DISABLED = "ENABLED_BY_DEFAULT", "ENABLED", "DISABLED"

_IN_EC2 = {_BY_DEFAULT: "opt-in-not-required", _ENABLED: "opted-in", _DISABLED: "not-opted-in"}


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
        return _BY_DEFAULT if region in _ALWAYS else _ENABLED

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
            region["OptInStatus"] = _IN_EC2[self.status(region["RegionName"])]
        if not call.params.get("AllRegions") and not call.params.get("RegionNames"):
            answer["Regions"] = [one for one in answer["Regions"] if one["OptInStatus"] != "not-opted-in"]
