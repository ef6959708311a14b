"""What a question is asked about, and whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.deploy.proving.deployed import Deployed
    from tapstack.graph.stackset import Item, Property


@dataclass(frozen=True)
class Asked:
    """``item`` is the resource with its properties filled; ``physical_id`` is never empty."""

    item: Item
    physical_id: str
    deployed: Deployed

    @property
    def region(self) -> str:
        """Where its stack is."""
        return self.item.region

    def client(self, service: str, region: str | None = None) -> Any:
        """The client of a service, in the resource's own region unless another is given."""
        return self.deployed.connection.client(service, region or self.region)

    def __getitem__(self, path: str) -> Property:
        """The property at a dotted path."""
        return self.item[path]
