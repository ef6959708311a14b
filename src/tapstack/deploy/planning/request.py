"""One request to AWS, exactly as it is sent, and as it may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tapstack.deploy.planning.wanted import HIDDEN


@dataclass(frozen=True)
class Request:
    """``operation`` is AWS's name for it; ``hidden`` names the NoEcho parameters among its Parameters."""

    service: str
    region: str
    operation: str
    parameters: Mapping[str, Any] = field(repr=False)
    hidden: frozenset[str] = frozenset()

    @property
    def operation_id(self) -> str | None:
        """The id of the StackSet operation that it starts; None where it starts none."""
        return self.parameters.get("OperationId")

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions of the instances that it is about."""
        return tuple(self.parameters.get("Regions", ()))

    def shown(self) -> dict[str, Any]:
        """Plain values: NoEcho parameters as ``****``, bytes as their number."""
        parameters = {name: self._shown(name, value) for name, value in self.parameters.items()}
        return {
            "service": self.service,
            "region": self.region,
            "operation": self.operation,
            "parameters": parameters,
        }

    def _shown(self, name: str, value: Any) -> Any:
        if isinstance(value, bytes):
            return f"({len(value):,} bytes)"
        if name == "Parameters":
            return [{**one, "ParameterValue": HIDDEN} if one["ParameterKey"] in self.hidden else one for one in value]
        return value
