"""LAMBDA-043: a function that is fed may run."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_.event_sources import MAPPING
from tapstack.checks.truths.lambda_.functions import function_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault for an enabled mapping of a function with no concurrency at all."""
    if not mapping["Enabled"].flag_or(True):
        return
    function = function_of(mapping["FunctionName"], view)
    reserved = function["ReservedConcurrentExecutions"] if function else mapping["Absent"]
    if reserved.given and reserved.number == 0:
        yield Fault(reserved, f"{function} reserves no executions, but {mapping.item} feeds it.")


TRUTH = Truth(
    id="LAMBDA-043",
    title="A function with an enabled event source mapping does not reserve 0 executions",
    why="Every invocation is throttled: records expire in the stream, messages go to the dead-letter queue.",
    fix="Raise ReservedConcurrentExecutions, or set Enabled: false on the mapping.",
    source="assumption: Lambda developer guide, reserved concurrency (0 stops a function), which may be meant",
    about=(MAPPING,),
    severity=Severity.WARNING,
    judge=judge,
)
