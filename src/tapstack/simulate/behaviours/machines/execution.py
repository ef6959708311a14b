"""One execution: its state, its history, and what waits for a token."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import Any

from tapstack.simulate.behaviours.machines.failure import StateError

MOST_EVENTS = 25_000
"""Source: Step Functions Developer Guide, service quotas: events in the history of one execution."""


@dataclass
class Execution:
    """``entered`` are the time and name of every state that was entered; times are seconds of the simulation."""

    arn: str
    name: str
    machine: str
    region: str
    role: str
    definition: dict[str, Any]
    input: str
    started: float
    moment: str
    status: str = "RUNNING"
    output: str | None = None
    error: str = ""
    cause: str = ""
    stopped: float | None = None
    entered: list[tuple[float, str]] = field(default_factory=list)
    history: list[dict[str, Any]] = field(default_factory=list)
    chance: random.Random = field(default_factory=random.Random)

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.status == "RUNNING"

    def note(self, seconds: float, kind: str, **details: Any) -> None:
        """One event more. Raises StateError where the history is full."""
        if len(self.history) >= MOST_EVENTS:
            raise StateError(
                "States.Runtime", f"The execution reached the maximum number of history events ({MOST_EVENTS})."
            )
        number = len(self.history) + 1
        self.history.append({"id": number, "previousEventId": number - 1, "type": kind, "seconds": seconds, **details})

    def context(self, state: str = "", entered: str = "", **more: Any) -> dict[str, Any]:
        """The context object, as a state sees it."""
        return {
            "Execution": {
                "Id": self.arn,
                "Input": json.loads(self.input),
                "Name": self.name,
                "RoleArn": self.role,
                "StartTime": self.moment,
            },
            "StateMachine": {"Id": self.machine, "Name": self.machine.rpartition(":")[2]},
            "State": {"Name": state, "EnteredTime": entered, "RetryCount": 0},
            **more,
        }
