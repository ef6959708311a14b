"""CAPACITY-004: a function works through its stream as fast as records come."""

from collections.abc import Iterator

from tapstack.checks.truths.capacity.objectives import RECORDS, SECONDS, amount
from tapstack.checks.truths.capacity.streams import at_a_time, stream_of
from tapstack.checks.truths.lambda_.event_sources import MAPPING
from tapstack.checks.truths.lambda_.functions import function_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_BATCH = 100


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault if batches at a time x records of a batch / seconds of a batch are less, or a batch times out."""
    stream, function = stream_of(mapping, view), function_of(mapping["FunctionName"], view)
    if stream is None or function is None:
        return
    records, seconds = amount(view, RECORDS), amount(view, SECONDS)
    timeout = function["Timeout"].number_or(3)
    if seconds > timeout:
        yield Fault(mapping, f"A batch takes {seconds:g} s; {function} is stopped after {timeout:g} s.")
    running = at_a_time(mapping, stream)
    reserved = function["ReservedConcurrentExecutions"]
    running = min(running, reserved.number) if reserved.given else running
    done = running * mapping["BatchSize"].number_or(_BATCH) / seconds
    if done < records:
        yield Fault(mapping, f"{function} works through {done:g} records a second; {records:g} come.")


TRUTH = Truth(
    id="CAPACITY-004",
    title="A stream's function works through as many records a second as come",
    why="The stream falls behind without end: records expire before they are read.",
    fix="Raise BatchSize, ParallelizationFactor or ShardCount, or make the function faster.",
    source="Lambda developer guide, Kinesis (each shard has ParallelizationFactor batches of BatchSize records at a"
    " time)"
    " (https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html)",
    about=(MAPPING,),
    needs=(RECORDS, SECONDS),
    judge=judge,
    later=True,
)
