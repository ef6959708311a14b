"""KINESIS-006: names of streams and consumers are such as Kinesis takes."""

from collections.abc import Iterator

from tapstack.checks.truths import names
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_TYPES = {"AWS::Kinesis::Stream": "Name", "AWS::Kinesis::StreamConsumer": "ConsumerName"}


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for length, for characters, and for a stream whose name another one has."""
    kind = resource.item.type
    name = resource[_TYPES[kind]]
    yield from names.unfit(name, 1, 128, "A-Za-z0-9_.-")
    if kind == "AWS::Kinesis::Stream":
        yield from names.taken(name, view, kind)


TRUTH = Truth(
    id="KINESIS-006",
    title="A stream's name has 1 to 128 characters of A-Z, a-z, 0-9, _ . and -, and no other stream of its region"
    " has it",
    why="Kinesis refuses the name, and the stack fails.",
    fix="Shorten the name, replace the characters, or name one of the streams otherwise.",
    source="resource schema AWS::Kinesis::Stream, Name; botocore kinesis CreateStream, StreamName (once in an"
    " account and"
    " region)",
    about=tuple(_TYPES),
    judge=judge,
)
