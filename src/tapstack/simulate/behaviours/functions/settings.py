"""Functions as they are set, asked of Lambda once until something changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.functions import deployed

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call
    from tapstack.simulate.functions import Deployed

_CHANGES = ("CreateFunction", "DeleteFunction", "UpdateFunctionCode", "UpdateFunctionConfiguration")


class Settings:
    """Every function by its ARN."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._known: dict[str, Deployed] = {}
        for operation in _CHANGES:
            life.cloud.calls.watch(f"lambda:{operation}", self._changed)

    def of(self, arn: str) -> Deployed:
        """The function. Raises RefusedError where there is none."""
        if arn not in self._known:
            self._known[arn] = deployed(self._life.cloud, arn)
        return self._known[arn]

    def _changed(self, call: Call, answer: Mapping[str, Any]) -> None:
        del call, answer
        self._known.clear()
