"""Fn::GetAZs: the availability zones of a region in which this account has default subnets.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getavailabilityzones.html
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from tapstack.facts.regions import zone_count
from tapstack.render.call import Call, summary
from tapstack.render.checks import TYPE
from tapstack.render.node import Node
from tapstack.render.value import describe
from tapstack.template.unresolved import Unresolved, UnresolvedList

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run


class Zones(list[Any]):
    """The zones of a region: distinct, but neither their names nor their number are known here."""

    def __init__(self, region: str) -> None:
        self.region = region
        super().__init__(self.zone(index) for index in range(zone_count(region) or 1))

    def zone(self, index: int) -> Unresolved:
        """The zone at ``index``, the same in every stack of this account."""
        return Unresolved("GetAZs", f"{self.region}[{index}]", "which zones a region has depends on the account")


@cache
def unresolved_zones(region: str) -> Zones:
    """The zones of a region that nobody named."""
    return Zones(region)


class GetAZsNode(Node):
    """A region, or the empty text for the stack's own."""

    __slots__ = ("name",)

    def __init__(self, path: TemplatePath, name: Node) -> None:
        super().__init__(path)
        self.name = name

    def evaluate(self, run: Run) -> Any:
        """The zones that were given for the region, else ``Zones``."""
        name = self.name.evaluate(run)
        if isinstance(name, Unresolved):
            return UnresolvedList("GetAZs", describe(name), name.why, name.region)
        if not isinstance(name, str):
            return run.fail(TYPE, self.path, f"Fn::GetAZs takes the name of a region, not {summary(name)}.")
        region = name or run.region
        given = run.place.zones.get(region)
        return list(given) if given else unresolved_zones(region)

    def operands(self) -> Sequence[Node]:
        """The region's node."""
        return (self.name,)


def build(call: Call) -> Node:
    """Fn::GetAZs takes a region's name or the empty text."""
    if isinstance(call.argument, str | dict):
        return GetAZsNode(call.path, call.compile())
    return call.refuse("the name of a region, or the empty text for the stack's own region")
