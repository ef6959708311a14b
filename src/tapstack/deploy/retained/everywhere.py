"""What all stacks of a set leave, in the account that is deployed to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tapstack.deploy.connection import Connection
from tapstack.deploy.retained.found import Found, Given, find
from tapstack.deploy.retained.named import retained
from tapstack.deploy.retained.reported import REPORT, reported
from tapstack.findings import InputError, did_you_mean

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject


def placed(subject: Subject, connection: Connection) -> Subject:
    """The same deployment in the account of these credentials, whose id is part of names."""
    return subject.placed(connection.account_id, subject.zones)


def everywhere(
    connection: Connection, subject: Subject, given: Given | None = None, report: str = REPORT
) -> list[Found]:
    """What there is of each retained resource, in the order of removal: last region first, data before its key.

    ``report`` is a file in which an earlier deletion wrote down which keys it left, if there is one. Raises InputError
    where ``given`` names a resource that no stack retains, or nothing is retained at all.
    """
    wanted = {region: retained(stack) for region, stack in subject.stacks.items()}
    names = [one.logical_id for region in wanted.values() for one in region]
    _refuse_unknown(names, given or {})
    if not names:
        message = "No resource of this template has a DeletionPolicy that retains it."
        raise InputError(message, remedy="There is nothing that a deleted stack leaves.", file=subject.file)
    hints = reported(report, connection.account_id)
    found = {region: find(connection, ones, given, hints) for region, ones in wanted.items()}
    return [one for region in reversed(list(found)) for one in reversed(found[region])]


def _refuse_unknown(names: list[str], given: Mapping[str, object]) -> None:
    for name in given:
        if name not in names:
            message = f"--resource {name}: the template retains no resource of that name."
            raise InputError(message, remedy=did_you_mean(name, names))
