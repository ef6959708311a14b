"""A link: a reference from one region's stack to something in another region."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tapstack.graph.stackset import Item, Property
from tapstack.render.pattern import shown


class Moment(StrEnum):
    """When what a link leads to must be there."""

    CREATION = "creation"
    """AWS asks for it when the resource is made."""
    RUN_TIME = "run time"
    """AWS takes the reference unseen; without what it names, it fails later."""
    PERMISSION = "permission"
    """It only allows the use of it: a policy may name what is not there."""


@dataclass(frozen=True, eq=False)
class Link:
    """``at`` is the property that refers, ``text`` the pattern by which it does, ``region`` where that leads.

    ``target`` is what it leads to: an item that a stack makes, one that a stack would make if its condition were true
    (``made`` is False), the referring resource's own twin that is not made there, or None where nothing in the set is
    called so. ``source`` says who says that ``moment`` is right.
    """

    at: Property
    text: str
    region: str
    target: Item | None
    moment: Moment
    source: str
    twin: Item | None = None

    @property
    def item(self) -> Item:
        """The resource that refers."""
        return self.at.item

    @property
    def exists(self) -> bool | None:
        """Whether the set makes it; None where it may lie outside the set, or a condition is unknown."""
        if self.target is None:
            return None if self.twin is None else False
        return (self.target.resource.condition is True or None) if self.target.made else False

    def to_json(self) -> dict[str, Any]:
        """``{"from", "region", "path", "to", "target", "text", "when", "exists"}``."""
        return {
            "from": self.item.logical_id,
            "region": self.item.region,
            "path": self.at.label,
            "to": self.region,
            "target": self.target.logical_id if self.target else None,
            "text": shown(self.text),
            "when": str(self.moment),
            "exists": self.exists,
        }
