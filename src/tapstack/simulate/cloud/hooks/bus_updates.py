"""EventBridge's UpdateEventBus, which moto does not answer, and UpdateArchive, by which moto resets nothing.

Source: botocore events UpdateEventBus: what the request leaves out has its default, such as a key of AWS's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.core.utils import unix_time
from moto.events.models import Archive, EventPattern
from moto.events.responses import EventsHandler


def _update_event_bus(handler: Any) -> str:
    """Answers UpdateEventBus."""
    given = json.loads(handler.body)
    bus = handler.events_backend.describe_event_bus(given["Name"])
    bus.description = given.get("Description")
    bus.kms_key_identifier = given.get("KmsKeyIdentifier")
    bus.dead_letter_config = given.get("DeadLetterConfig")
    bus.last_modified_time = unix_time()
    told = {"Arn": bus.arn, "Name": bus.name, "Description": bus.description}
    return json.dumps({name: value for name, value in told.items() if value})


def _update(archive: Any, description: str | None, event_pattern: str | None, retention: int | None) -> None:
    """Sets what is given; what is given empty is there no more."""
    if description is not None:
        archive.description = description or None
    if event_pattern is not None:
        archive.event_pattern = EventPattern.load(event_pattern or None)
    if retention is not None:
        archive.retention = retention


@contextmanager
def bus_updates() -> Iterator[None]:
    """While buses can be updated, and archives fully."""
    with (
        patch.object(EventsHandler, "update_event_bus", _update_event_bus, create=True),
        patch.object(Archive, "update", _update),
    ):
        yield
