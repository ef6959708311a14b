"""CAPACITY-006: a destination for what failed is reached."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_.event_sources import MAPPING, STREAMS, kind_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_BOUNDS = ("MaximumRetryAttempts", "MaximumRecordAgeInSeconds")


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault for a destination of a mapping that never gives up."""
    target = mapping["DestinationConfig.OnFailure.Destination"]
    if not target.given or kind_of(mapping, view) not in STREAMS:
        return
    if all(mapping[name].number_or(-1) == -1 for name in _BOUNDS):
        yield Fault(target, "The mapping has a destination for what failed, but tries again without end.")


TRUTH = Truth(
    id="CAPACITY-006",
    title="A mapping of a stream with an OnFailure destination gives up after some attempts, or at some age",
    why="A bad record stops its shard until it expires; it is lost with what waits behind it, and nobody is told.",
    fix="Set MaximumRetryAttempts or MaximumRecordAgeInSeconds.",
    source="assumption: what expires in the stream is not sent to the destination; resource schema"
    " AWS::Lambda::EventSourceMapping (by default retries and age are infinite: a failed record is tried until it"
    " expires)",
    about=(MAPPING,),
    severity=Severity.WARNING,
    judge=judge,
)
