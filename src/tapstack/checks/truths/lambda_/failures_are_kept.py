"""LAMBDA-046: what a mapping gives up goes somewhere."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_STREAMS = (":kinesis:", ":dynamodb:", "/stream/", "Stream")
_LIMITS = ("MaximumRetryAttempts", "MaximumRecordAgeInSeconds")


def judge(mapping: Property, _: View) -> Iterator[Fault]:
    """A fault for a mapping of a stream that gives records up, by attempts or age, and tells nobody."""
    source = mapping["EventSourceArn"].pattern
    if not any(mark in source for mark in _STREAMS) or mapping.has("DestinationConfig.OnFailure.Destination"):
        return
    for name in _LIMITS:
        if mapping.has(name) and mapping[name].number >= 0:
            yield Fault(mapping[name], f"Records are given up after {name} {mapping[name].shown}, and go nowhere.")


TRUTH = Truth(
    id="LAMBDA-046",
    title="What a mapping of a stream gives up goes to a destination",
    why="Lambda discards the records, and nothing says which they were.",
    fix="Add DestinationConfig.OnFailure, or leave the limits out: then records are tried until the stream loses them.",
    source="botocore lambda CreateEventSourceMapping: MaximumRetryAttempts and MaximumRecordAgeInSeconds discard"
    " records; that nobody wants them kept is an assumption",
    about=("AWS::Lambda::EventSourceMapping",),
    judge=judge,
    severity=Severity.WARNING,
)
