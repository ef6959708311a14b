"""The history of an execution, as GetExecutionHistory tells it.

Source: botocore stepfunctions, shape HistoryEvent; for the quota, and that event 25,000 is the execution's end:
https://docs.aws.amazon.com/step-functions/latest/dg/bp-history-limit.html. The cause's words:
https://cloudonaut.io/step-functions-pitfall-maximum-number-of-history-events/. That its error is States.Runtime is told
in several public repositories, of which none was identified: assumed.
"""

from __future__ import annotations

from typing import Any

from tapstack.simulate.behaviours.machines.failure import RUNTIME, StateError

MOST_EVENTS = 25_000
_WHOLE = {"truncated": False}


class History:
    """``events`` are in botocore's form, but for ``seconds``, the time of the simulation, in place of a timestamp."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []

    def add(self, seconds: float, kind: str, previous: int, about: dict[str, Any]) -> int:
        """One event more; its id. Raises StateError where only the execution's end fits in yet."""
        is_end = kind.startswith("Execution") and kind != "ExecutionStarted"
        if len(self.events) >= MOST_EVENTS - 1 and not is_end:
            cause = f"The execution reached the maximum number of history events ({MOST_EVENTS})."
            raise StateError(RUNTIME, cause)
        number = len(self.events) + 1
        event = {"id": number, "previousEventId": previous, "type": kind, "seconds": seconds}
        if about:
            event[_member(kind)] = _detailed(about)
        self.events.append(event)
        return number

    @property
    def last(self) -> int:
        """The id of the newest event; 0 before the first."""
        return len(self.events)


def _member(kind: str) -> str:
    """Where an event of a kind has its details."""
    for ending in ("StateEntered", "StateExited"):
        if kind.endswith(ending):
            return f"{ending[0].lower()}{ending[1:]}EventDetails"
    return f"{kind[0].lower()}{kind[1:]}EventDetails"


def _detailed(about: dict[str, Any]) -> dict[str, Any]:
    """What is not None; inputs and outputs are told to be whole."""
    given = {name: value for name, value in about.items() if value is not None}
    return given | {f"{name}Details": dict(_WHOLE) for name in ("input", "output") if name in given}


def without_data(event: dict[str, Any]) -> dict[str, Any]:
    """An event as it is told where ``includeExecutionData`` is false."""
    hidden = {"input", "output", "inputDetails", "outputDetails", "parameters"}
    return {
        name: {key: one for key, one in value.items() if key not in hidden} if isinstance(value, dict) else value
        for name, value in event.items()
    }
