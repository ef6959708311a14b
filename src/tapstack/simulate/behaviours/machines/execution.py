"""One execution: what it is of, how far it is, and what it has been through."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import Any

from tapstack.simulate.behaviours.machines.history import History


@dataclass
class Execution:
    """``entered`` and ``exited`` are the time and name of every state that was; times are the simulation's seconds.

    ``status`` is RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED. ``output`` is JSON as text.
    """

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
    exited: list[tuple[float, str]] = field(default_factory=list)
    history: History = field(default_factory=History)
    chance: random.Random = field(default_factory=random.Random)

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.status == "RUNNING"

    def context(self, state: str, entered: str, **more: Any) -> dict[str, Any]:
        """The context object, as a state sees it.

        Source: Step Functions Developer Guide, "Accessing execution data from the Context object".
        """
        return {
            "Execution": {
                "Id": self.arn,
                "Input": json.loads(self.input),
                "Name": self.name,
                "RoleArn": self.role,
                "StartTime": self.moment,
                "RedriveCount": 0,
            },
            "StateMachine": {"Id": self.machine, "Name": self.machine.rpartition(":")[2]},
            "State": {"Name": state, "EnteredTime": entered, "RetryCount": 0},
            **more,
        }
