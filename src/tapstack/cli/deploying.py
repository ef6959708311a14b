"""From a target to a deployment that has ended, and its reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from tapstack.cli.confirmation import confirm, say
from tapstack.cli.deploy_progress import shown
from tapstack.cli.deploy_reports import Reports
from tapstack.cli.interruptible import interruptible
from tapstack.cli.output import refuse_unwritable, write
from tapstack.cli.streams import note
from tapstack.deploy.carrying import Carrying, refuse_foreign
from tapstack.deploy.connection import Connection, connect
from tapstack.deploy.following import Happening, Pace
from tapstack.deploy.looking.stack_set import look
from tapstack.deploy.looking.stuck import refuse_stuck
from tapstack.deploy.looking.surroundings import looked
from tapstack.deploy.planning.differences import differences
from tapstack.deploy.planning.plan import plan
from tapstack.deploy.planning.present import Present
from tapstack.deploy.planning.template_file import TemplateFile
from tapstack.deploy.planning.wanted import Organization, Wanted, wanted
from tapstack.deploy.results.planned import planned, planned_text
from tapstack.deploy.results.record import Record
from tapstack.deploy.stopping import stop
from tapstack.findings import InputError

if TYPE_CHECKING:
    from tapstack.deploy.target import Target

Errors = Callable[[], int]
"""Runs the static layers and gives the number of errors that are overruled."""


@dataclass(frozen=True)
class How:
    """What the options of ``tapstack deploy`` say beside the target. ``timeout`` is in minutes."""

    units: tuple[str, ...]
    accounts: tuple[str, ...]
    account_filter: str | None
    dry_run: bool
    offline: bool
    update: bool
    timeout: float | None
    reports: str
    form: str
    yes: bool
    despite: str | None = None

    @classmethod
    def options(cls) -> tuple[str, ...]:
        """The names of the options that it is made of."""
        return tuple(one.name for one in fields(cls) if one.name != "despite")

    def pace(self) -> Pace:
        """How long is waited."""
        return Pace(timeout=None if self.timeout is None else self.timeout * 60)


def deploy(target: Target, how: How, errors: Errors) -> int:
    """Judges, looks, asks, deploys, proves, reports; gives the exit code."""
    template = TemplateFile.read(target.subject.file)
    overruled = errors()
    if how.offline:
        return _show(_wanted(target, template, how, _account(target), "aws"), Present(), how)
    connection = _connected(target)
    wish = _wanted(target, template, how, connection.account_id, connection.partition)
    wish, present = looked(connection, target, wish, _note)
    refuse_foreign(wish.stack_set, present.under_way)
    if not present.under_way:
        refuse_stuck(wish, present.instances)
    if how.dry_run:
        return _show(wish, present, how)
    refuse_unwritable(how.reports)
    _confirm(wish, present, how)
    record = Record(differences=differences(wish, present.stack_set) if present.stack_set else ())
    reports = Reports(connection, wish, record, target.subject, how.despite if overruled else None, overruled)
    return _carried_out(reports, present, how)


def _carried_out(reports: Reports, present: Present, how: How) -> int:
    record = reports.record
    resources = {region: len(stack.resources) for region, stack in reports.subject.stacks.items()}
    with reports.kept(how.reports), interruptible():
        with shown(resources, reports.subject.secrets) as show:

            def tell(happening: Happening) -> None:
                record.hear(happening)
                show(happening)

            carrying = Carrying(reports.connection, reports.wanted, record, how.pace(), tell, _note)
            carrying.carry_out(present)
        reports.conclude(proof=record.failed is None, note=_note)
    return reports.show(how.form, how.reports)


def stopped(target: Target, how: How) -> int:
    """Stops the operation that is under way, and says what is left."""
    connection = _connected(target)
    present = look(connection, target.stack_set)
    if present.under_way:
        confirm(f"operation {present.under_way[0].id} will be stopped", yes=how.yes)
    with interruptible(), shown({}, target.subject.secrets) as show:
        ended = stop(connection, target.stack_set, present, show, how.pace())
    if ended is None:
        write(f"No operation is under way on StackSet {target.stack_set}.\n")
        return 0
    for result in ended.results:
        write(f"{result.region:16} {result.status}\n")
    write(f"Operation {ended.id} ended {ended.status}. tapstack deploy does what is left.\n")
    return 0


def _connected(target: Target) -> Connection:
    connection = connect(
        target.subject.regions, management_region=target.management_region, account_id=target.account_id
    )
    say(connection, target.stack_set)
    return connection


def _wanted(target: Target, template: TemplateFile, how: How, account_id: str, partition: str) -> Wanted:
    return wanted(
        target,
        template,
        account_id=account_id,
        partition=partition,
        organization=Organization(how.units, how.accounts, how.account_filter),
        regardless=how.update,
    )


def _account(target: Target) -> str:
    if target.account_id is None:
        raise InputError("Without a connection the account is not known.", remedy="Give --account-id DIGITS.")
    return target.account_id


def _confirm(wish: Wanted, present: Present, how: How) -> None:
    requests = plan(wish, present)
    if present.under_way:
        _note(f"operation {present.under_way[0].id} is under way; what is left is done after it")
    elif requests:
        told = ", ".join(request.operation for request in requests)
        confirm(f"{len(requests)} requests will be sent: {told}", yes=how.yes)


def _show(wish: Wanted, present: Present, how: How) -> int:
    requests = plan(wish, present)
    differs = differences(wish, present.stack_set) if present.stack_set else ()
    if how.form == "json":
        write(json.dumps(planned(wish, requests, differs), indent=2) + "\n")
    else:
        write(planned_text(wish, requests, differs))
    return 0


def _note(text: str) -> None:
    note(f"tapstack: {text}")
