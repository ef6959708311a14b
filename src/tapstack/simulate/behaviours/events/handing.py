"""What is handed over to a target, and the role on whose behalf."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.delivery.asking import about_source
from tapstack.simulate.behaviours.events.outcome import TAKEN, Outcome

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.events.arrival import Arrival
    from tapstack.simulate.behaviours.events.rules import Rule
    from tapstack.simulate.behaviours.life import Life

EVENTS = "events.amazonaws.com"


@dataclass(frozen=True)
class Handing:
    """One attempt: ``given`` is the target's input as text."""

    life: Life
    rule: Rule
    target: Mapping[str, Any]
    arrival: Arrival
    given: str

    @property
    def arn(self) -> str:
        """The target's ARN."""
        return str(self.target["Arn"])

    @property
    def region(self) -> str:
        """The region in which the target stands."""
        return self.arn.split(":")[3]

    @property
    def principal(self) -> str:
        """Who asks the target: EventBridge, or the role that the target names."""
        return str(self.target.get("RoleArn") or EVENTS)

    def assumed(self) -> Outcome:
        """TAKEN if EventBridge may assume the target's role, or there is none."""
        role = self.target.get("RoleArn")
        if not role:
            return TAKEN
        refused = self.life.permissions.refusal(
            EVENTS, "sts:AssumeRole", role, region=self.rule.region, context=about_source(self.life, self.rule.arn)
        )
        return Outcome("FAILED_TO_ASSUME_ROLE", refused) if refused else TAKEN

    def refusal(self, action: str) -> str:
        """Why the principal may not, as to the target; empty where it may."""
        context = about_source(self.life, self.rule.arn)
        return self.life.permissions.refusal(self.principal, action, self.arn, region=self.region, context=context)
