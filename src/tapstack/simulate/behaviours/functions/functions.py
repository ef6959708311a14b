"""Functions as services call them: with their own code, in virtual time, measured as Lambda measures them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tapstack.simulate.functions import Answer, FunctionFault, deployed
from tapstack.simulate.functions.deployed import Deployed

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps

LEAST = 0.02
"""Seconds that a call takes at least: an assumption, so that one thing follows another."""


class Functions:
    """``crash`` holds functions, by name and region, that fail so often: a fault that is put in."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._runner = life.world.workshop.functions
        self.crash: dict[tuple[str, str], int] = {}

    def find(self, arn: str) -> Deployed:
        """The function of an ARN. Raises RefusedError where there is none."""
        return deployed(self._life.cloud, arn)

    def call(self, arn: str, event: Any) -> Steps[Answer]:
        """Call a function and wait for its answer; it has its effects at once, and the answer comes in its time."""
        function = self.find(arn)
        request = self._life.cloud.next_id("request", arn)
        began = self._life.clock.seconds
        answer = self._crashed(function, request) or self._runner.invoke(function, event, request)
        yield self._life.clock.pause(max(answer.seconds, LEAST))
        self._measure(function, answer, began)
        return answer

    def _crashed(self, function: Deployed, request: str) -> Answer | None:
        """The answer of a call that ends before the function has done anything."""
        left = self.crash.get((function.name, function.region), 0)
        if not left:
            return None
        self.crash[function.name, function.region] = left - 1
        fault = FunctionFault(
            "Runtime.ExitError", f"RequestId: {request} Error: Runtime exited with error: signal: killed"
        )
        return Answer(fault.payload(request), fault)

    def _measure(self, function: Deployed, answer: Answer, began: float) -> None:
        numbers = {
            "Invocations": 1.0,
            "Errors": float(answer.fault is not None),
            "Duration": 1000 * (self._life.clock.seconds - began),
        }
        for name, value in numbers.items():
            self.count(function, name, value)
        if answer.fault is not None:
            about = json.loads(answer.payload)
            text = f"{about.get('errorType')}: {str(about.get('errorMessage'))[:200]}"
            self._life.timeline.note(function.name, text, function.region)

    def count(self, function: Deployed, name: str, value: float) -> None:
        """A value of one of the function's own metrics."""
        self._life.measure(function.region, "AWS/Lambda", name, {"FunctionName": function.name}, value)
