"""Whoever deploys says that account, regions and StackSet are the right ones, before the first write."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tapstack.cli.streams import note
from tapstack.findings import InputError

if TYPE_CHECKING:
    from tapstack.deploy.connection import Connection


def say(connection: Connection, stack_set: str) -> None:
    """Where it is about to happen, on standard error."""
    note(f"tapstack: account {connection.account_id}, as {connection.caller}")
    order = ", then ".join(connection.regions)
    note(f"tapstack: StackSet {stack_set}, managed in {connection.management_region}; regions: {order}")


def confirm(what: str, *, yes: bool) -> None:
    """Asks. Raises InputError where the answer is no, or where there is nobody to ask."""
    if yes:
        return
    if not sys.stdin.isatty():
        message = f"Nobody is here to confirm: {what}."
        raise InputError(message, remedy="Give --yes if account, regions and StackSet are the right ones.")
    if not click.confirm(f"tapstack: {what}. Go on?", err=True):
        raise InputError("Not confirmed; nothing was written.", remedy="Answer y, or give --yes.")
