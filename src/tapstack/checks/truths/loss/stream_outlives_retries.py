"""LOSS-007: a stream keeps its records for as long as its consumer tries them."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_DAY = 24


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault for a consumer that would try a record after the stream has dropped it."""
    age = mapping["MaximumRecordAgeInSeconds"]
    if not age.given or age.number <= 0:
        return
    stream = view.find(mapping["EventSourceArn"], "AWS::Kinesis::Stream")
    if stream is None:
        return
    hours = stream["RetentionPeriodHours"].number_or(_DAY)
    if age.number > hours * 3600:
        yield Fault(age, f"{age.number:g} s is longer than {stream} keeps a record: {hours:g} h.")


TRUTH = Truth(
    id="LOSS-007",
    title="A stream keeps records for as long as its consumer may try them",
    why="Records drop out of the stream before the consumer gives them up, and never reach its failure destination.",
    fix="Raise RetentionPeriodHours of the stream, or lower MaximumRecordAgeInSeconds of the mapping.",
    source="assumption: the stream drops a record before the mapping's age limit sends it on; resource schemas"
    " AWS::Kinesis::Stream.RetentionPeriodHours, AWS::Lambda::EventSourceMapping.MaximumRecordAgeInSeconds",
    about=("AWS::Lambda::EventSourceMapping",),
    judge=judge,
    severity=Severity.WARNING,
)
