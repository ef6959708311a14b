"""Stores removed one after the other: data before the key that encrypts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from botocore.exceptions import BotoCoreError, ClientError

from tapstack.deploy.connection import Connection
from tapstack.deploy.purge.choice import kept
from tapstack.deploy.purge.row import Row, told
from tapstack.deploy.retained import Found, access_to
from tapstack.deploy.stores import KINDS, LEFT, Outcome, Seen, Wishes
from tapstack.deploy.stores import told as said


def purge(
    connection: Connection,
    chosen: Sequence[Found],
    others: Iterable[Found],
    wishes: Wishes,
) -> Iterator[Row]:
    """Each row as soon as it is known, in the order given; ``others`` are the stores that stay.

    What cannot be removed is left and told; the next run goes on with what is there.
    """
    staying = [found for found in others if found.seen is not None]
    for found in chosen:
        outcome = kept(found) or _waits(found, staying)
        if outcome is None:
            assert found.seen is not None  # noqa: S101  for the type checker: what is not there is kept
            outcome = _removed(connection, found, found.seen, wishes)
        if not outcome.is_over:
            staying.append(found)
        yield Row(found, outcome)


def _removed(connection: Connection, found: Found, seen: Seen, wishes: Wishes) -> Outcome:
    access = access_to(connection, found.retained.region)
    try:
        return KINDS[found.retained.type].remove(access, seen.name, wishes)
    except ClientError as error:
        return Outcome(LEFT, f"{said(error)}.".replace("..", "."))
    except BotoCoreError as error:
        return Outcome(LEFT, f"AWS was not reached: {error}. Run the same command again.")


def _waits(found: Found, staying: Sequence[Found]) -> Outcome | None:
    """A key stays as long as something that it encrypts does: nobody could read that any more."""
    if not KINDS[found.retained.type].is_key:
        return None
    using = [told(other) for other in staying if _encrypts(found, other)]
    if not using:
        return None
    return Outcome(LEFT, f"It encrypts what is left: {', '.join(using)}.")


def _encrypts(key: Found, other: Found) -> bool:
    """By the template, by what the store tells, or by a replica in the key's region."""
    one, two = key.retained, other.retained
    if key.seen and other.seen and other.seen.key and key.seen.name in other.seen.key:
        return True
    return (one.region == two.region and one.logical_id in two.needs) or one.region in two.replicas
