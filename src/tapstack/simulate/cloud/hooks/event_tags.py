"""EventBridge's tags by ARN: moto goes by its last part, so that a bus and a rule of one name share their tags."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.events.exceptions import ResourceNotFoundException
from moto.events.models import EventsBackend


def _known(backend: Any, arn: str) -> str:
    """The ARN, if a bus or a rule has it."""
    for bus in backend.event_buses.values():
        if arn == bus.arn or any(arn == rule.arn for rule in bus.rules.values()):
            return arn
    name = arn.rpartition("/")[2]
    raise ResourceNotFoundException(f"Rule {name} does not exist on EventBus default.")


def _list(backend: Any, arn: str) -> Any:
    return backend.tagger.list_tags_for_resource(_known(backend, arn))


def _tag(backend: Any, arn: str, tags: dict[str, str]) -> None:
    backend.tagger.tag_resource(_known(backend, arn), backend.tagger.convert_dict_to_tags_input(tags))


def _untag(backend: Any, arn: str, tag_keys: list[str]) -> None:
    backend.tagger.untag_resource_using_names(_known(backend, arn), tag_keys)


@contextmanager
def event_tags() -> Iterator[None]:
    """While each bus and each rule has its own tags."""
    with (
        patch.object(EventsBackend, "list_tags_for_resource", _list),
        patch.object(EventsBackend, "tag_resource", _tag),
        patch.object(EventsBackend, "untag_resource", _untag),
    ):
        yield
