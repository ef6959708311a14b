"""Functions as services call them: with their own code, in virtual time, measured as Lambda measures them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.functions.queue import Queue
from tapstack.simulate.behaviours.functions.settings import Settings
from tapstack.simulate.functions import Answer, FunctionFault

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.functions import Deployed

LEAST = 0.02
"""Seconds that a call takes at least: an assumption, so that one thing follows another."""


class Functions:
    """``crash`` holds functions, by name and region, whose next so many calls end in the middle: a fault.

    Such a call has all its effects, and its answer is lost: whoever waits for it sees that the environment has died.
    """

    def __init__(self, life: Life) -> None:
        self._life = life
        self._runner = life.world.workshop.functions
        self._settings = Settings(life)
        self.queue = Queue(life)
        self.crash: dict[tuple[str, str], int] = {}
        self._started: dict[str, Deployed] = {}

    def find(self, arn: str) -> Deployed:
        """The function of an ARN. Raises RefusedError where there is none."""
        return self._settings.of(arn)

    def call(self, arn: str, event: Any) -> Steps[Answer]:
        """Call a function and wait for its answer; it has its effects at once, and the answer comes in its time.

        Raises RefusedError where there is no such function.
        """
        function = self.find(arn)
        request = self._life.cloud.next_id("request", arn)
        began = self._life.clock.seconds
        answer = self._locked(function, request) or self._invoke(function, event, request)
        answer = self._crashed(function, request, answer)
        yield self._life.clock.pause(max(answer.seconds, LEAST))
        self._measure(function, answer, began)
        return answer

    def send(self, arn: str, event: Any, *, principal: str = "", source_arn: str = "") -> str:
        """Let a function be called from Lambda's queue; why that is refused, empty where it is taken."""
        return self.queue.send(arn, event, principal=principal, source_arn=source_arn)

    def _invoke(self, function: Deployed, event: Any, request: str) -> Answer:
        """From now on an environment is warm, until the function is deployed anew or has ended its environment."""
        answer = self._runner.invoke(function, event, request)
        self._started[function.arn] = function
        return answer

    def _locked(self, function: Deployed, request: str) -> Answer | None:
        """What is answered where a new environment cannot read its variables, for their key's sake.

        Source: botocore's model of Lambda, KMSDisabledException. That it counts as the function's error is assumed.
        """
        why = self._life.keys.obstacle(function.region, "lambda", function.arn)
        if not why or self._started.get(function.arn) == function:
            return None
        kind, _, message = why.partition(": ")
        fault = FunctionFault(kind, message)
        return Answer(fault.payload(request), fault)

    def _crashed(self, function: Deployed, request: str, answer: Answer) -> Answer:
        """The same answer, or that of an environment that has died."""
        left = self.crash.get((function.name, function.region), 0)
        if not left:
            return answer
        self.crash[function.name, function.region] = left - 1
        self._started.pop(function.arn, None)
        message = f"RequestId: {request} Error: Runtime exited with error: signal: killed"
        fault = FunctionFault("Runtime.ExitError", message)
        return Answer(fault.payload(request), fault, answer.log, answer.seconds)

    def _measure(self, function: Deployed, answer: Answer, began: float) -> None:
        failed = answer.fault is not None
        self.count(function, "Invocations", 1)
        self.count(function, "Errors", float(failed))
        self.count(function, "Duration", 1000 * (self._life.clock.seconds - began))
        if failed:
            about = json.loads(answer.payload)
            text = f"{about.get('errorType')}: {str(about.get('errorMessage'))[:200]}"
            self._life.timeline.note(function.name, text, function.region)

    def count(self, function: Deployed, name: str, value: float) -> None:
        """A value of one of the function's own metrics."""
        self._life.measure(function.region, "AWS/Lambda", name, {"FunctionName": function.name}, value)
