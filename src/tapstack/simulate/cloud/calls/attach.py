"""How botocore's sessions come to ask a switchboard.

Source: botocore.client, the events provide-client-params, before-call and after-call; what a handler of the second
gives is taken for the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from tapstack.simulate.cloud.calls.call import Call, CallRefusedError
from tapstack.simulate.cloud.calls.switchboard import Switchboard
from tapstack.simulate.cloud.records import Records
from tapstack.simulate.cloud.role import current_role

_PARAMS, _CALL, _GOOD = "tapstack params", "tapstack call", 300


@dataclass(frozen=True)
class _Line:
    switchboard: Switchboard
    records: Records


_lines: list[_Line] = []
"""The account that is open, last: a function's threads ask the same one."""


@contextmanager
def connected(switchboard: Switchboard, records: Records) -> Iterator[None]:
    """While every session's calls pass a switchboard."""
    _lines.append(_Line(switchboard, records))
    try:
        yield
    finally:
        _lines.pop()


def attach(session: Any) -> None:
    """Let every client of a botocore session ask first, and tell afterwards."""
    session.register("provide-client-params", _note)
    session.register("before-call", _before)
    session.register("after-call", _after)


def _note(params: Any, context: dict[str, Any], **_: Any) -> None:
    context[_PARAMS] = params


def _before(model: Any, context: dict[str, Any], **_: Any) -> Any:
    if not _lines:
        return None
    line = _lines[-1]
    call = context[_CALL] = _call(model, context, line)
    try:
        answer = line.switchboard.before(call)
    except CallRefusedError as refused:
        return SimpleNamespace(status_code=refused.status), refused.parsed()
    if answer is None:
        return None
    said = {"HTTPStatusCode": 200, "RetryAttempts": 0, "HTTPHeaders": {}}
    return SimpleNamespace(status_code=200), {"ResponseMetadata": said, **answer}


def _after(http_response: Any, parsed: Any, context: dict[str, Any], **_: Any) -> None:
    call = context.get(_CALL)
    if call is not None and _lines and http_response.status_code < _GOOD:
        _lines[-1].switchboard.after(call, parsed)


def _call(model: Any, context: dict[str, Any], line: _Line) -> Call:
    service = model.service_model
    return Call(
        service=service.service_name,
        operation=model.name,
        region=context["client_region"],
        params=context.get(_PARAMS) or {},
        records=line.records,
        role=current_role(),
        config=context.get("client_config"),
        signing_name=service.signing_name,
    )
