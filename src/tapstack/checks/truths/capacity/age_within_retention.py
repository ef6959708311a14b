"""CAPACITY-005: a record is given up before it expires."""

from collections.abc import Iterator

from tapstack.checks.truths.capacity.streams import retention
from tapstack.checks.truths.lambda_.event_sources import MAPPING
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(age: Property, view: View) -> Iterator[Fault]:
    """A fault for an age that no record reaches; -1 stands for none."""
    kept = retention(age.item.properties, view)
    if kept is not None and age.number > kept:
        yield Fault(age, f"Records are given up after {age.shown} s; the stream keeps them {kept:g} s.")


TRUTH = Truth(
    id="CAPACITY-005",
    title="MaximumRecordAgeInSeconds is not longer than the stream keeps records",
    why="A record that fails expires in the stream before it is given up: it never reaches the OnFailure destination.",
    fix="Lower MaximumRecordAgeInSeconds, or raise RetentionPeriodHours; a table's stream keeps records for a day.",
    source="resource schema AWS::Lambda::EventSourceMapping, MaximumRetryAttempts (failed records are tried until they"
    " expire in the source); botocore kinesis IncreaseStreamRetentionPeriod (expired records are inaccessible)",
    about=(MAPPING,),
    at="MaximumRecordAgeInSeconds",
    judge=judge,
    later=True,
)
