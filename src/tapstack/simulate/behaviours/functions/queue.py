"""Lambda's own queue of events: a function is called later, again after failures, and in the end its DLQ is told.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html: two more attempts, a minute
and then two after a failure; hours for one that cannot be called at all.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tapstack.simulate.resources import RefusedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.functions import Answer, Deployed

PAUSES = (60.0, 120.0)


class Queue:
    """``lost`` are the events that were given up and told to nobody: function, event and why."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.lost: list[tuple[str, Any, str]] = []

    def send(self, arn: str, event: Any, *, principal: str = "", source_arn: str = "") -> str:
        """Let a function be called with an event; why that is refused, empty where it is taken."""
        region = arn.split(":")[3]
        context = {"aws:SourceArn": source_arn, "aws:SourceAccount": self._life.cloud.account_id} if source_arn else {}
        if principal:
            refused = self._life.permissions.refusal(
                principal, "lambda:InvokeFunction", arn, region=region, context=context
            )
            if refused:
                return refused
        try:
            function = self._life.functions.find(arn)
        except RefusedError as error:
            return str(error)
        self._life.begin(self._attempts(function, event))
        return ""

    def _attempts(self, function: Deployed, event: Any) -> Steps[None]:
        answer: Answer | None = None
        for pause in (*PAUSES, None):
            yield self._life.outages.back(function.region)
            try:
                answer = yield from self._life.functions.call(function.arn, event)
            except RefusedError as error:
                self._give_up(function, event, str(error))
                return
            if answer.fault is None:
                return
            if pause is not None:
                yield self._life.clock.pause(pause)
        if answer is not None and answer.fault is not None:
            self._give_up(function, event, answer.fault.message)

    def _give_up(self, function: Deployed, event: Any, why: str) -> None:
        """The DLQ of the function gets the event."""
        client = self._life.client("lambda", function.region)
        about = client.get_function_configuration(FunctionName=function.name)
        where = about.get("DeadLetterConfig", {}).get("TargetArn", "")
        attributes = {"ErrorMessage": {"DataType": "String", "StringValue": why[:1024] or "failed"}}
        refused = "no dead-letter queue"
        if ":sqs:" in where:
            refused = self._life.queues.send(where, json.dumps(event), principal=function.role, attributes=attributes)
        if refused:
            self.lost.append((function.name, event, f"{why}; {refused}"))
            self._life.timeline.note(function.name, f"an event is lost: {refused}", function.region)
