"""What moto lacks, or does not refuse: single operations of AWS, the clock of a function, and its sudden end."""

import contextlib
import itertools
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any

import botocore.client
import pytest
from botocore.awsrequest import AWSResponse
from botocore.model import OperationModel
from botocore.retries.standard import RetryContext, StandardRetryConditions


@dataclass
class Refusal:
    """An error of AWS, by its code."""

    code: str
    status: int = 400
    message: str = "refused by the test"

    def answer(self, operation: OperationModel) -> tuple[AWSResponse, dict[str, Any]]:
        """What botocore has of it in the end: it says so where it has tried as often as it may."""
        response = AWSResponse("", self.status, {}, None)
        body: dict[str, Any] = {"Error": {"Code": self.code, "Message": self.message}}
        context = RetryContext(1, operation, body, response)
        metadata = {"MaxAttemptsReached": True} if StandardRetryConditions().is_retryable(context) else {}
        return response, {**body, "ResponseMetadata": {"HTTPStatusCode": self.status, **metadata}}


@dataclass
class StandIn:
    """One operation of one client: gives its answers in turn, the last one from then on, and keeps what was sent.

    It stands where botocore would send the request, so that parameters are checked against the service's own model
    and errors become the client's own exceptions. An answer is a body, an error to raise, a ``Refusal``, None, which
    lets the request pass, on to moto, or a function that gives one of these for what was sent.
    """

    answers: list[Any]
    sent: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        self.sent.append(dict(params))
        context["sent"] = self.sent[-1]

    def answer(self, context: dict[str, Any], model: OperationModel, **_: Any) -> Any:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if callable(answer):
            answer = answer(context["sent"])
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Refusal):
            return answer.answer(model)
        return answer if answer is None else (AWSResponse("", 200, {}, None), answer)


def stand_in(client: Any, operation: str, *answers: Any) -> StandIn:
    """Let ``operation`` (in AWS's words) of a client answer so."""
    made = StandIn(list(answers))
    name = f"{client.meta.service_model.service_id.hyphenize()}.{operation}"
    client.meta.events.register(f"before-parameter-build.{name}", made.keep)
    client.meta.events.register(f"before-call.{name}", made.answer)
    return made


class Clock:
    """The time of a function; it passes where the function sleeps and where a test says so."""

    def __init__(self, now: float) -> None:
        self.now = now
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Context:
    """What Lambda gives beside the event."""

    def __init__(self, seconds: float = 900) -> None:
        self.seconds = seconds

    def get_remaining_time_in_millis(self) -> int:
        return int(self.seconds * 1000)


class CrashError(Exception):
    """The function's process has ended."""


@contextlib.contextmanager
def crash_after(calls: int) -> Generator[None]:
    """End the function once AWS has carried out that many of its calls."""
    original, numbers = botocore.client.BaseClient._make_api_call, itertools.count(1)

    def call(self: Any, operation: str, parameters: dict[str, Any]) -> Any:
        answer = original(self, operation, parameters)
        if next(numbers) == calls:
            raise CrashError(operation)
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(botocore.client.BaseClient, "_make_api_call", call)
        yield


def crashes(attempt: Callable[[], Any]) -> Generator[int]:
    """End ``attempt`` after its first call, its second and so on, until it gets through."""
    for calls in itertools.count(1):
        try:
            with crash_after(calls):
                attempt()
        except CrashError:
            yield calls
        else:
            return
