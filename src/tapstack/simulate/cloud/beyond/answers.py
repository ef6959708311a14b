"""Which calls are answered, and how sessions come to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any

from tapstack.simulate.cloud.beyond import backup_settings
from tapstack.simulate.cloud.beyond.call import Call
from tapstack.simulate.cloud.records import Records

_ANSWERS: Mapping[tuple[str, str], Callable[[Call], dict[str, Any]]] = {
    ("backup", "DescribeRegionSettings"): backup_settings.describe,
    ("backup", "UpdateRegionSettings"): backup_settings.update,
}
_PARAMS = "tapstack"
_records: ContextVar[Records | None] = ContextVar("records", default=None)


@contextmanager
def answering(records: Records) -> Iterator[None]:
    """While calls are answered from these records."""
    token = _records.set(records)
    try:
        yield
    finally:
        _records.reset(token)


def attach(session: Any) -> None:
    """Let every client of a botocore session ask here first.

    Source: botocore.client, the events provide-client-params and before-call; what a handler of the second gives is
    taken for the answer.
    """
    session.register("provide-client-params", _note)
    session.register("before-call", _answer)


def _note(params: Any, context: dict[str, Any], **_: Any) -> None:
    context[_PARAMS] = params


def _answer(model: Any, context: dict[str, Any], **_: Any) -> Any:
    work = _ANSWERS.get((model.service_model.service_name, model.name))
    records = _records.get()
    if work is None or records is None:
        return None
    answer = work(Call(context["client_region"], context.get(_PARAMS) or {}, records))
    answer["ResponseMetadata"] = {"HTTPStatusCode": 200, "RetryAttempts": 0, "HTTPHeaders": {}}
    return SimpleNamespace(status_code=200), answer
