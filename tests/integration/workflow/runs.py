"""What became of an execution: its end, its history, and what was asked of the functions."""

import json
from dataclasses import dataclass
from typing import Any

from tests.integration.workflow.definition import Transition
from tests.integration.workflow.services import stored


def transitions(events: list[dict[str, Any]]) -> set[Transition]:
    """The ways that an execution took, of its history."""
    by_id = {event["id"]: event for event in events}
    taken = set()
    for event in events:
        left = by_id.get(event["previousEventId"], {})
        if not event["type"].endswith("StateEntered") or not left.get("type", "").endswith("StateExited"):
            continue
        name, before = left["stateExitedEventDetails"]["name"], by_id[left["previousEventId"]]["type"]
        how = (
            "choice"
            if left["type"] == "ChoiceStateExited"
            else "catch"
            if before.endswith(("Failed", "TimedOut"))
            else "next"
        )
        taken.add((name, how, event["stateEnteredEventDetails"]["name"]))
    return taken


@dataclass
class Run:
    """How an execution ended, what it went through, and what was asked of the functions."""

    status: str
    error: str | None
    cause: str | None
    events: list[dict[str, Any]]
    calls: list[dict[str, Any]]
    answers: dict[str, dict[str, Any]]  # the last of each task
    migration: str

    @property
    def transitions(self) -> set[Transition]:
        """The ways that it took."""
        return transitions(self.events)

    def asked(self, task: str) -> list[dict[str, Any]]:
        """The calls of a task."""
        return [call for call in self.calls if call["task"] == task]

    @property
    def entered(self) -> list[dict[str, Any]]:
        """Of each state that was entered its ``name`` and its ``input``, in their order."""
        return [event["stateEnteredEventDetails"] for event in self.events if event["type"].endswith("StateEntered")]

    @property
    def inputs(self) -> dict[str, dict[str, Any]]:
        """What came into each state, the first time."""
        return {details["name"]: json.loads(details["input"]) for details in reversed(self.entered)}

    def stored(self, step: str) -> dict[str, Any]:
        """What the state table holds of a step of this migration."""
        return stored(self.migration, step)


def before(whole: Run, start: str, **settings: int) -> dict[str, Any]:
    """What comes into a state: what came in a whole migration, else what a failure leaves."""
    entered = whole.inputs.get(start)
    if entered is None:
        entered = whole.inputs["Observe"] | {
            "error": {"Error": "ObjectsLate", "Cause": "as the test wants it"},
            "outcome": {"phase": "FAILED"},
            "rollback": {"activeRegionChanged": False},
        }
    return entered | {"settings": entered.get("settings", {}) | settings}
