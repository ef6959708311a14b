"""What every step of an adoption needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tapstack.deploy.adopt.plan import Plan
from tapstack.deploy.connection import Connection
from tapstack.deploy.following import Pace
from tapstack.deploy.planning.wanted import Wanted, pairs

LARGEST = 51_200
"""Bytes of a template in a request. Source: botocore cloudformation, CreateChangeSetInput, TemplateBody."""


@dataclass(frozen=True)
class Context:
    """``wanted`` is the deployment that the adopted stacks become part of; ``pace`` is how often is asked."""

    connection: Connection
    plan: Plan
    wanted: Wanted
    pace: Callable[[], Pace]
    note: Callable[[str], None]

    def client(self, region: str | None = None) -> Any:
        """CloudFormation's client in a region, or where the StackSet is."""
        return self.connection.client("cloudformation", region)

    @property
    def settings(self) -> dict[str, Any]:
        """What a request for a stack and one for the set have in common."""
        return {
            "TemplateBody": self.plan.text,
            "Parameters": pairs(self.wanted.parameters, "ParameterKey", "ParameterValue"),
            "Capabilities": list(self.wanted.capabilities),
            "Tags": pairs(self.wanted.tags, "Key", "Value"),
        }
