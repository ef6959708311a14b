"""LAMBDA-038: a message stays hidden as long as the function may work on it."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_.event_sources import MAPPING, kind_of, source_of
from tapstack.checks.truths.lambda_.functions import function_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_VISIBILITY, _TIMEOUT = 30, 3


def judge(mapping: Property, view: View) -> Iterator[Fault]:
    """A fault for a queue that shows it again before."""
    if kind_of(mapping, view) != "sqs":
        return
    queue, function = source_of(mapping, view), function_of(mapping["FunctionName"], view)
    if queue is None or function is None:
        return
    hidden = queue["VisibilityTimeout"].number_or(_VISIBILITY)
    timeout = function["Timeout"].number_or(_TIMEOUT)
    if hidden < timeout:
        yield Fault(
            mapping["EventSourceArn"], f"{queue} hides messages {hidden:g} s; {function} may take {timeout:g} s."
        )


TRUTH = Truth(
    id="LAMBDA-038",
    title="The VisibilityTimeout of a queue is at least the Timeout of the function that reads it",
    why="Lambda refuses the mapping: queue visibility timeout is less than function timeout.",
    fix="Set VisibilityTimeout to six times the function's Timeout.",
    source="hashicorp/terraform-provider-aws#18099 and winglang/wing#1507 (CreateEventSourceMapping:"
    " InvalidParameterValueException)",
    about=(MAPPING,),
    judge=judge,
)
