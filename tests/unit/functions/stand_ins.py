"""What moto lacks, answered in its place: the clock of a function, and single operations of AWS."""

import contextlib
import itertools
from collections.abc import Callable, Generator
from types import SimpleNamespace
from typing import Any

import botocore.client
import pytest


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


class RefusedError(Exception):
    """The error that a stand-in wants AWS to answer."""

    def __init__(self, code: str, status: int = 400) -> None:
        super().__init__(code)
        self.code, self.status = code, status


def stand_in(client: Any, operation: str, answer: Callable[[dict[str, Any]], dict[str, Any] | None]) -> None:
    """Let ``answer`` reply to ``operation`` of a client; None passes the request on to moto.

    Its parameters were checked by botocore's model of the service; a ``RefusedError`` becomes the error that AWS would send.
    """
    service = client.meta.service_model.service_id.hyphenize()

    def keep(params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        context["asked"] = params

    def reply(context: dict[str, Any], **_: Any) -> tuple[SimpleNamespace, dict[str, Any]] | None:
        status, body = 200, None
        try:
            body = answer(context["asked"])
        except RefusedError as refusal:
            status, body = refusal.status, {"Error": {"Code": refusal.code, "Message": refusal.code}}
        if body is None:
            return None
        return SimpleNamespace(status_code=status), {"ResponseMetadata": {"HTTPStatusCode": status}, **body}

    client.meta.events.register(f"before-parameter-build.{service}.{operation}", keep)
    client.meta.events.register(f"before-call.{service}.{operation}", reply)


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
    """CrashError ``attempt`` after its first call, its second and so on; ends when it got through."""
    for calls in itertools.count(1):
        try:
            with crash_after(calls):
                attempt()
        except CrashError:
            yield calls
        else:
            return
