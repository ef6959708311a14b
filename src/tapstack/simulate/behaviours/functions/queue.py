"""Lambda's own queue of events: a function is called later, again after failures, and in the end its DLQ is told.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html: two more attempts, a minute
and then two after a failure. What cannot be called at all waits for as long as that lasts: that Lambda gives it up
after six hours is not simulated.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tapstack.simulate.resources import RefusedError, UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.clock import Steps
    from tapstack.simulate.cloud.calls import Call
    from tapstack.simulate.functions import Answer, Deployed

PAUSES = (60.0, 120.0)


class Queue:
    """``lost`` are the events that were given up and told to nobody: function, event and why."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.lost: list[tuple[str, Any, str]] = []
        for operation in ("Put", "Update"):
            life.cloud.calls.answer(f"lambda:{operation}FunctionEventInvokeConfig", _refuse)

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
                self._lose(function, event, str(error))
                return
            if answer.fault is None:
                return
            if pause is not None:
                yield self._life.clock.pause(pause)
        yield self._life.outages.back(function.region)
        if answer is not None and answer.fault is not None:
            self._give_up(function, event, answer, answer.fault.message)

    def _give_up(self, function: Deployed, event: Any, answer: Answer, why: str) -> None:
        """The DLQ of the function gets the event. A topic gets no attributes: not simulated."""
        refused = self._tell(function, json.dumps(event), _about(answer, why))
        if refused:
            self._lose(function, event, f"{why}; {refused}")

    def _tell(self, function: Deployed, body: str, attributes: dict[str, Any]) -> str:
        """Why the DLQ was not told; empty where it was."""
        client = self._life.client("lambda", function.region)
        try:
            about = client.get_function_configuration(FunctionName=function.name)
        except client.exceptions.ResourceNotFoundException as error:
            return str(error)
        where = about.get("DeadLetterConfig", {}).get("TargetArn", "")
        if not where:
            return "no dead-letter queue"
        if ":sqs:" in where:
            refused = self._life.queues.send(where, body, principal=function.role, attributes=attributes)
        else:
            refused = self._life.topics.publish(function.region, where, body, principal=function.role)
        if refused:
            self._life.functions.count(function, "DeadLetterErrors", 1)
        return refused

    def _lose(self, function: Deployed, event: Any, why: str) -> None:
        self.lost.append((function.name, event, why))
        self._life.timeline.note(function.name, f"an event is lost: {why}", function.region)


def _about(answer: Answer, why: str) -> dict[str, Any]:
    """The attributes of a message to a DLQ. Source: Lambda Developer Guide, "Dead-letter queues"."""
    return {
        "RequestID": {"DataType": "String", "StringValue": json.loads(answer.payload)["requestId"]},
        "ErrorCode": {"DataType": "Number", "StringValue": "200"},
        "ErrorMessage": {"DataType": "String", "StringValue": why[:1024] or "failed"},
    }


def _refuse(call: Call) -> dict[str, Any]:
    raise UnsupportedError(f"lambda:{call.operation} is not simulated: events come as often as by default.")
