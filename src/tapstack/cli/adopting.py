"""From a target to an adoption that has ended, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tapstack.cli.confirmation import confirm, say
from tapstack.cli.connected import connected
from tapstack.cli.interruptible import interruptible
from tapstack.cli.output import write
from tapstack.cli.streams import note
from tapstack.deploy.adopt.context import LARGEST, Context
from tapstack.deploy.adopt.joining import refuse_unjoinable
from tapstack.deploy.adopt.plan import Plan, plan
from tapstack.deploy.adopt.report import document, happened, planned
from tapstack.deploy.adopt.run import Adoption
from tapstack.deploy.adopt.run import adopt as carry_out
from tapstack.deploy.connection import Connection
from tapstack.deploy.following import Pace
from tapstack.deploy.looking.regions import refuse_disabled
from tapstack.deploy.looking.roles import administration_role
from tapstack.deploy.planning.template_file import TemplateFile
from tapstack.deploy.planning.wanted import Wanted, wanted
from tapstack.deploy.retained import everywhere, placed
from tapstack.deploy.standing.sets import standing_set
from tapstack.deploy.target import Target
from tapstack.findings import InputError, did_you_mean
from tapstack.findings.exits import FAILED, OK
from tapstack.report.json_text import json_text


@dataclass(frozen=True)
class How:
    """What the options say beside the target. ``timeout`` is in minutes."""

    resources: Mapping[str, Sequence[str]]
    without: tuple[str, ...]
    dry_run: bool
    timeout: float | None
    form: str
    output: str | None
    yes: bool

    def pace(self) -> Pace:
        """How long is waited."""
        return Pace(timeout=None if self.timeout is None else self.timeout * 60)


def adopt(target: Target, how: How) -> int:
    """Looks, asks, imports, joins, tells; gives the exit code."""
    connection = connected(target)
    refuse_disabled(connection)
    wish = _wanted(target, connection)
    made = _plan(target, how, connection)
    context = Context(connection, made, wish, how.pace, _note)
    refuse_unjoinable(context)
    say(connection, target.stack_set)
    for line in planned(made):
        note(line)
    if how.dry_run or not made.regions:
        return _end(made, None, how)
    if any(made.missing(region) for region in made.regions):
        confirm(f"import these into the new stacks {made.stack_name} and the StackSet {target.stack_set}", yes=how.yes)
    with interruptible():
        done = carry_out(context)
    return _end(made, done, how)


def _plan(target: Target, how: How, connection: Connection) -> Plan:
    subject = placed(target.subject, connection)
    every = everywhere(connection, subject, how.resources)
    names = [found.retained.logical_id for found in every]
    for name in how.without:
        if name not in names:
            message = f"--without {name}: the template retains no resource of that name."
            raise InputError(message, remedy=did_you_mean(name, names))
    there = standing_set(connection, target.stack_set)
    instances = [one.stack_id for one in there.instances] if there else []
    name = f"{target.stack_set}-adopted"
    made = plan(subject.template.body, subject.stacks, every, name, how.without, instances)
    if len(made.text.encode()) > LARGEST:
        message = f"The template of the import has more than {LARGEST} bytes."
        raise InputError(message, remedy="Adopt less at a time: --without NAME.", file=subject.file)
    return made


def _wanted(target: Target, connection: Connection) -> Wanted:
    """What a deployment would come to, without its bucket; nothing is uploaded here."""
    template = TemplateFile.read(target.subject.file)
    wish = wanted(
        replace(target, bucket=target.bucket or ""),
        template,
        account_id=connection.account_id,
        partition=connection.partition,
    )
    role = administration_role(connection, target, _note) if wish.self_managed else None
    return replace(wish, administration_role_arn=role) if role else wish


def _end(made: Plan, done: Adoption | None, how: How) -> int:
    """Tells the result; 1 where something that is there was not adopted, or an import was not as it should be."""
    if how.form == "json" or how.dry_run:
        write(json_text(document(made, done)), how.output)
    elif done is None:
        write("There is nothing to adopt. Deploy: tapstack deploy.\n", how.output)
    else:
        write("".join(f"{line}\n" for line in happened(done, made)), how.output)
    left = any(not one.is_fine for one in made.left)
    return FAILED if left or (done is not None and not done.succeeded) else OK


def _note(text: str) -> None:
    note(f"tapstack: {text}")
