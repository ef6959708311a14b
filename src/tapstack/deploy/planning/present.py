"""What is there before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

OUR_PREFIX = "tapstack-"
"""How the id of every operation begins that tapstack asked for."""


@dataclass(frozen=True)
class Instance:
    """A stack instance. ``stack_status`` is None where there is no stack, or where it is in another account."""

    account: str
    region: str
    status: str
    detailed: str = ""
    reason: str = ""
    stack_id: str | None = None
    stack_status: str | None = None
    unit: str | None = None


@dataclass(frozen=True)
class UnderWay:
    """An operation that has not ended."""

    id: str
    action: str
    status: str
    created: datetime | None = None

    @property
    def ours(self) -> bool:
        """Whether tapstack asked for it."""
        return self.id.startswith(OUR_PREFIX)


@dataclass(frozen=True)
class Present:
    """``uploaded`` if the template's object is in the bucket; ``stack_set`` as DescribeStackSet has it.

    ``under_way`` has the operations that have not ended, in the order in which they were asked for; ``last_operation``
    is the id of the last one of all.
    """

    uploaded: bool = False
    stack_set: Mapping[str, Any] | None = None
    instances: tuple[Instance, ...] = ()
    under_way: tuple[UnderWay, ...] = ()
    last_operation: str = ""

    def there(self, region: str) -> list[Instance]:
        """The instances of a region."""
        return [instance for instance in self.instances if instance.region == region]
