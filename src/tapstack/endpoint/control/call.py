"""One control call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tapstack.endpoint.control.desk import Desk
from tapstack.endpoint.control.parameters import REQUIRED, Parameter

Work = Callable[[Desk, Mapping[str, Any]], Mapping[str, Any]]


@dataclass(frozen=True)
class Call:
    """``kept`` if it changes the account, so that a state that is kept must know of it."""

    name: str
    sentence: str
    work: Work
    takes: tuple[Parameter, ...] = ()
    method: str = "POST"
    kept: bool = False

    def told(self) -> dict[str, Any]:
        """As the list of calls shows it."""
        needs = {one.name: f"{one.sentence} Needed." for one in self.takes if one.default is REQUIRED}
        may = {one.name: one.sentence for one in self.takes if one.default is not REQUIRED}
        return {"call": f"{self.method} /_tapstack/{self.name}", "does": self.sentence, "takes": needs | may}
