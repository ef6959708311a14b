"""Every ARN that stands anywhere in a resource."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from tapstack.checks.truths.references.arn import arn
from tapstack.graph.stackset import Item, Property
from tapstack.render.pattern import TOKEN
from tapstack.template.unresolved import Unresolved


@lru_cache(maxsize=4096)
def arns(item: Item) -> tuple[Property, ...]:
    """The values that begin with ``arn:``, each with its place; what lies in JSON within a text is left out."""
    return tuple(item.properties.at(path) for path, raw in item.leaves if _is_arn(raw))


def _is_arn(value: Any) -> bool:
    first = value.parts[0] if isinstance(value, Unresolved) and value.parts else value
    return isinstance(first, str) and first.startswith("arn:") and "\n" not in first


def path_of(place: Property) -> str:
    """Its path within the resource as the table has it: ``Targets[].Arn``."""
    steps = (
        "[]" if isinstance(step, int) else f".{step}" for step in place.path[3:] if not str(step).startswith("Fn::")
    )
    return "".join(steps).lstrip(".")


class Thing(NamedTuple):
    """What an ARN is about: the ARN of the resource itself, and the types that make one."""

    arn: str
    types: tuple[str, ...]


_THINGS: dict[str, tuple[re.Pattern[str], tuple[str, ...]]] = {
    "lambda": (re.compile(r"function:[^:]+"), ("AWS::Lambda::Function",)),
    "sqs": (re.compile(r"[^:/]+"), ("AWS::SQS::Queue",)),
    "sns": (re.compile(r"[^:/]+"), ("AWS::SNS::Topic",)),
    "dynamodb": (re.compile(r"table/[^/]+"), ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")),
    "kinesis": (re.compile(r"stream/[^/]+"), ("AWS::Kinesis::Stream",)),
    "events": (re.compile(r"event-bus/.+"), ("AWS::Events::EventBus",)),
    "states": (re.compile(r"stateMachine:[^:]+"), ("AWS::StepFunctions::StateMachine",)),
    "s3": (re.compile(r"[^/:]+"), ("AWS::S3::Bucket",)),
    "iam": (re.compile(r"role/.+"), ("AWS::IAM::Role",)),
    "backup": (re.compile(r"backup-vault:.+"), ("AWS::Backup::BackupVault",)),
}
_WILD = re.compile(r"[*?$]|aws-service-role|^$")


def thing(text: str) -> Thing | None:
    """The resource that an ARN is about, also where it is of an object, index or version of it; None for wildcards."""
    found = arn(text)
    if found is None or found.service not in _THINGS:
        return None
    form, types = _THINGS[found.service]
    bare = TOKEN.sub("\ue000", found.resource)
    match = form.match(bare)
    if match is None or "\ue000" in bare or _WILD.search(match[0]) or _WILD.search(found.partition):
        return None
    if found.service == "s3" and found.region:
        return None
    whole = ":".join(("arn", *found[:4], match[0]))
    return None if _WILD.search(found.region + found.account + "x") else Thing(whole, types)
