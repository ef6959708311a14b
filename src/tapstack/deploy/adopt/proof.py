"""That an import created, changed and deleted nothing: by the stack's events, and by what the services tell.

Source of the one change that CloudFormation makes: realestate-com-au/stackup issue 96 (an UPDATE of each resource, with
the reason "Apply stack-level tags to imported resource if applicable.").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tapstack.deploy.adopt.context import Context
from tapstack.deploy.errors import told
from tapstack.deploy.retained import Found, access_to
from tapstack.deploy.standing.stacks import StandingStack
from tapstack.deploy.stores import KINDS, Seen

_STACK = "AWS::CloudFormation::Stack"
_TAGGING = ("UPDATE_IN_PROGRESS", "UPDATE_COMPLETE")


def faults(context: Context, stack: StandingStack, before: Sequence[Found]) -> list[str]:
    """What an import should not have done, as sentences; none where it did what it should."""
    return [*_of_events(context, stack), *_of_services(context, before)]


def _of_events(context: Context, stack: StandingStack) -> Iterator[str]:
    with told(f"read the events of the stack in {stack.region}"):
        pages = context.client(stack.region).get_paginator("describe_stack_events").paginate(StackName=stack.stack_id)
        events = [event for page in pages for event in page["StackEvents"]]
    for event in events:
        status = event["ResourceStatus"]
        imports = status.startswith("IMPORT_") or status in _TAGGING
        if not imports and event["ResourceType"] != _STACK:
            yield f"{event['LogicalResourceId']} in {stack.region} was {status}"


def _of_services(context: Context, before: Sequence[Found]) -> Iterator[str]:
    for found in before:
        assert found.seen is not None  # noqa: S101  for the type checker: only what is there is imported
        one = found.retained
        with told(f"look at {one.logical_id} in {one.region} again"):
            now = KINDS[one.type].look(access_to(context.connection, one.region), found.seen.name)
        yield from (f"{one.logical_id} in {one.region}: {why}" for why in _changed(found.seen, now))


def _changed(before: Seen, now: Seen | None) -> Iterator[str]:
    if now is None:
        yield "it is not there any more"
        return
    for name in ("arn", "region", "state", "key", "replicas"):
        if getattr(before, name) != getattr(now, name):
            yield f"its {name} was {getattr(before, name)} and is {getattr(now, name)}"
    if (now.count or 0) < (before.count or 0) and not before.at_least:
        yield f"it held {before.contents} and holds {now.contents}"
