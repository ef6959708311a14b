"""LAMBDA-034: what only mappings of streams have, and what only those of queues."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_.event_sources import MAPPING, STREAMS, kind_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_ALL_STREAMS = (*STREAMS, "kafka")
_FOR = {
    "BisectBatchOnFunctionError": _ALL_STREAMS,
    "DestinationConfig": _ALL_STREAMS,
    "MaximumRecordAgeInSeconds": _ALL_STREAMS,
    "MaximumRetryAttempts": _ALL_STREAMS,
    "ParallelizationFactor": STREAMS,
    "ScalingConfig": ("sqs",),
    "Topics": ("kafka",),
    "Queues": ("mq",),
    "FunctionResponseTypes": (*_ALL_STREAMS, "sqs"),
    "TumblingWindowInSeconds": STREAMS,
}


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault for each setting that the source does not have; empty ones count for none."""
    kind = kind_of(mapping, view)
    for name, kinds in _FOR.items():
        value = mapping[name]
        if kind and value.given and value.raw not in ({}, [], False, 0) and kind not in kinds:
            yield Fault(value, f"{name} is for {', '.join(kinds)}, but the source is {kind}.")


TRUTH = Truth(
    id="LAMBDA-034",
    title="A mapping has the settings of its kind of source, and no others",
    why="Lambda refuses the mapping: unsupported parameter for this event source.",
    fix="Remove the setting; a queue has its own dead-letter queue and receive count instead.",
    source="botocore lambda CreateEventSourceMapping (which sources each parameter is for);"
    " serverless/serverless#7049 (unsupported ParallelizationFactor parameter)",
    about=(MAPPING,),
    judge=judge,
)
