"""KINESIS-008: consumers of a stream have different names, and there are not too many."""

from collections.abc import Iterator

from tapstack.checks.truths.siblings import earlier
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_MOST = 20
_TYPE = "AWS::Kinesis::StreamConsumer"


def judge(consumer: Property, view: View) -> Iterator[Fault]:
    """A fault for an earlier consumer of the same name, and for the first consumer that is too many."""
    stream = consumer["StreamARN"].pattern
    before = [other for other in earlier(consumer.item, view) if other["StreamARN"].pattern == stream]
    name = consumer["ConsumerName"]
    for other in before:
        if other["ConsumerName"].pattern == name.pattern:
            yield Fault(name, f"{other} is a consumer named {name.shown} of the same stream.")
    on_demand = _stream_mode(consumer, view) != "PROVISIONED"
    if len(before) == _MOST and not on_demand:
        yield Fault(consumer["StreamARN"], f"The stream has more than {_MOST} consumers.")


def _stream_mode(consumer: Property, view: View) -> str:
    stream = view.find(consumer["StreamARN"], "AWS::Kinesis::Stream")
    return stream["StreamModeDetails.StreamMode"].text or "PROVISIONED" if stream else ""


TRUTH = Truth(
    id="KINESIS-008",
    title="The consumers of a stream have different names, and a provisioned stream has at most 20",
    why="Kinesis refuses the consumer: ResourceInUseException, or LimitExceededException.",
    fix="Name each consumer otherwise; let several applications share one.",
    source="resource schema AWS::Kinesis::StreamConsumer, ConsumerName (unique for a stream); botocore kinesis"
    " RegisterStreamConsumer (20 for provisioned streams)",
    about=(_TYPE,),
    judge=judge,
)
