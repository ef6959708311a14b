"""Replicas that stand alone: their table does not list them (any more), so they do not go with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tapstack.deploy.connection import Connection
from tapstack.deploy.retained import Found, find


def with_parts(connection: Connection, found: Sequence[Found]) -> list[Found]:
    """The same, each followed by its parts in other regions that are there and that it does not tell of itself."""
    return [one for whole in found for one in (whole, *_alone(connection, whole))]


def _alone(connection: Connection, whole: Found) -> Iterator[Found]:
    with_it = whole.seen.replicas if whole.seen else ()
    for region in whole.retained.replicas:
        if region not in with_it:
            part = replace(whole.retained, region=region, replicas=(), needs=())
            yield from (one for one in find(connection, [part]) if not one.is_absent)
