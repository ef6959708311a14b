"""One resource of a rendered stack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tapstack.template.unresolved import Unresolved


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource as its region gets it; ``body`` holds Type, Properties and the other attributes, rendered."""

    logical_id: str
    type: str
    body: dict[str, Any]

    @property
    def properties(self) -> Any:
        """The rendered Properties: a dict, or Unresolved where a macro may change them."""
        return self.body.get("Properties", {})

    @property
    def condition(self) -> bool | Unresolved:
        """True, or Unresolved where it is not known whether the resource is made."""
        condition = self.body.get("Condition")
        return condition if isinstance(condition, Unresolved) else True
