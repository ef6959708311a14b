"""The proof: everything that is asked, in the order of regions and of the template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tapstack.deploy.checks import INSTANCES, WORKING
from tapstack.deploy.proving.answers import Answer, Question, failed, nothing
from tapstack.deploy.proving.calls import attempted
from tapstack.deploy.proving.deployed import Deployed, deployed
from tapstack.deploy.proving.table import questions
from tapstack.deploy.proving.verdict import Verdict
from tapstack.deploy.proving.whole import of_instances, of_outputs, of_resources, of_stack
from tapstack.deploy.standing.sets import standing_set
from tapstack.deploy.standing.stacks import StandingStack, standing_stack
from tapstack.findings import Finding, Status

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject
    from tapstack.deploy.connection import Connection
    from tapstack.deploy.proving.asked import Asked

_NOTHING_MORE = nothing("Nothing is asked of this type beyond CloudFormation's status.")


def prove(connection: Connection, stack_set_name: str, subject: Subject) -> Iterator[Finding]:
    """The verdicts on a deployed StackSet: layer ``deploy``, what AWS tells in each message.

    ``subject`` says what should be there, in which regions. What cannot be asked is UNKNOWN or ERROR, never PASS.
    Raises DeployError where CloudFormation itself does not answer.
    """
    placed = subject.placed(connection.account_id, subject.zones)
    for verdict in _verdicts(connection, stack_set_name, placed):
        yield verdict.finding(placed)


def _verdicts(connection: Connection, name: str, subject: Subject) -> Iterator[Verdict]:
    standing = standing_set(connection, name)
    if standing is None:
        yield Verdict(INSTANCES, failed(f"There is no StackSet {name} in {connection.management_region}."), None)
        return
    yield from of_instances(standing, connection.account_id, subject.regions)
    stacks: dict[str, StandingStack] = {}
    for region in subject.regions:
        instance = standing.instance(region, connection.account_id)
        stack = standing_stack(connection, region, instance.stack_id) if instance and instance.stack_id else None
        yield from of_stack(stack, region)
        if stack is not None:
            stacks[region] = stack
    there = deployed(connection, subject, stacks)
    for region, filled in there.regions.items():
        yield from of_resources(filled)
        yield from of_outputs(filled)
        yield from of_services(there, region)


def of_services(there: Deployed, region: str) -> Iterator[Verdict]:
    """What the services say of each resource that is there."""
    for asked in there.asked(region):
        place = region, asked.item.logical_id
        found = questions(asked.item.type)
        if not found:
            yield Verdict(WORKING, _NOTHING_MORE, *place)
        for question in found:
            for answer in answers(question, asked):
                yield Verdict(question.check, answer, *place)


def answers(question: Question, asked: Asked) -> Iterator[Answer]:
    """The answers to a question, and one for what kept it from its end; a question without any is an ERROR."""
    silent = True
    for answer in attempted(question.ask(asked)):
        silent = False
        yield answer
    if silent:
        yield Answer(Status.ERROR, "The question had no answer.")
