"""REFERS-009: what a variable of a function is called after is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import NotKnown, Property

_KINDS = {
    "TABLE": ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"),
    "BUCKET": ("AWS::S3::Bucket",),
    "QUEUE": ("AWS::SQS::Queue",),
    "STREAM": ("AWS::Kinesis::Stream", "AWS::KinesisFirehose::DeliveryStream"),
    "FUNCTION": ("AWS::Lambda::Function",),
    "BUS": ("AWS::Events::EventBus",),
    "VAULT": ("AWS::Backup::BackupVault",),
}
_NAME = re.compile(r"(?:.*_)?(" + "|".join(_KINDS) + r")(?:_NAME|_URL)?")


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault for each variable whose thing no region makes."""
    unknown: NotKnown | None = None
    for name, place in site.members.items():
        kind = _NAME.fullmatch(name.upper())
        try:
            if (
                kind
                and place.pattern
                and not place.pattern.startswith("arn:")
                and not _made(place, _KINDS[kind[1]], view)
            ):
                yield Fault(place, f"{name} is {place.shown}, which no stack makes.")
        except NotKnown as why:
            unknown = unknown or why
    if unknown:
        raise unknown


def _made(place: Property, types: tuple[str, ...], view: View) -> bool:
    """Whether a stack of any region makes it."""
    return any(view.exists(place, *types, region=region) for region in (place.item.region, *view.regions))


TRUTH = Truth(
    id="REFERS-009",
    title="A variable of a function that names a table, bucket, queue, stream or bus names one that a stack makes",
    why="The code runs and fails in its first call: no such table, no such bucket.",
    fix="Use Ref of the resource, or the name that the sibling's stack gives it.",
    source="assumption: a variable called ..._TABLE, ..._BUCKET and so on holds the name of one",
    about=("AWS::Lambda::Function",),
    at="Environment.Variables",
    judge=judge,
    severity=Severity.WARNING,
)
