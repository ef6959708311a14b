"""What a pair of stacks needs for drills to take place on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.expectations import Pair

if TYPE_CHECKING:
    from tapstack.checks.subject import Subject

_BOTH = ("AWS::Kinesis::Stream", "AWS::Lambda::EventSourceMapping", "AWS::SQS::Queue")
_SOURCE = ("AWS::DynamoDB::GlobalTable",)


def lacks(subject: Subject) -> str:
    """What stands against drilling the stacks of a subject; empty where nothing does."""
    if len(subject.regions) < 2:
        return "drills need two regions"
    pair = Pair(subject.stacks)
    for region, kinds in ((pair.target, _BOTH), (pair.source, (*_BOTH, *_SOURCE))):
        for kind in kinds:
            if not any(pair.all(region, kind)):
                return f"drills need a resource of type {kind} in {region}"
    try:
        pair.failover_record()
    except LookupError:
        return f"drills need failover records in {pair.source}"
    return ""
