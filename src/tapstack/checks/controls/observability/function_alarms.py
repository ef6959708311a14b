"""LOG-04: what goes wrong with a function wakes somebody."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.controls.iam.lent import sources
from tapstack.checks.controls.iam.needs import MACHINE, code_of
from tapstack.checks.controls.observability.alarms import is_alarmed, lacking
from tapstack.checks.controls.observability.dead_letter_alarms import METRICS
from tapstack.checks.truths.access.asking import any_of
from tapstack.checks.truths.access.states import definition, tasks
from tapstack.checks.truths.code.source import FUNCTION
from tapstack.checks.truths.lambda_.event_sources import STREAMS
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.routing import named
from tapstack.graph.stackset import Item, Property

_QUEUE = "AWS::SQS::Queue"


def judge(function: Property, view: View) -> Iterator[Fault]:
    """A fault for each metric that nobody watches, or, of a function that reads no stream, if nobody sees it fail."""
    item = function.item
    if _reads_a_stream(item, view):
        names = ("Errors", "Throttles", "IteratorAge")
        for name in lacking(item, "AWS/Lambda", names, "FunctionName", item.region, view):
            yield Fault(function, f"No alarm watches {name} of {item}, which reads a stream.")
    elif not any_of((_by_errors, _by_dead_letters, _by_machine), lambda seen: seen(item, view)):
        yield Fault(function, f"No alarm watches Errors of {item}, its dead-letter queue or its state machine.")


def _reads_a_stream(function: Item, view: View) -> bool:
    return any(service in STREAMS for service in sources(function, code_of(function), view))


def _by_errors(function: Item, view: View) -> bool:
    return is_alarmed(function, "AWS/Lambda", ("Errors",), "FunctionName", function.region, view)


def _by_dead_letters(function: Item, view: View) -> bool:
    """Whether an alarm watches the queue that what was called asynchronously, and failed, ends in."""
    target = function["DeadLetterConfig.TargetArn"]
    queue = view.find(target, _QUEUE) if target.given else None
    return queue is not None and is_alarmed(queue, "AWS/SQS", METRICS, "QueueName", queue.region, view)


def _by_machine(function: Item, view: View) -> bool:
    """Whether a state machine calls it, and an alarm watches the machine's failures."""
    for machine in view.all(MACHINE, region=function.region):
        if any(_calls(task, function, view) for task in tasks(definition(machine.properties))):
            return is_alarmed(machine, "AWS/States", ("ExecutionsFailed",), "StateMachineArn", machine.region, view)
    return False


def _calls(task: Property, function: Item, view: View) -> bool:
    places = (task["Resource"], task["Parameters.FunctionName"], task["Arguments.FunctionName"])
    return any(one.given and named(one, function, view) for one in places)


CONTROL = ControlCheck(
    name="LAMBDA_FAILURES_ALARMED",
    title="An alarm watches whether a function fails, and whether one that reads a stream is throttled or late",
    why="Records wait, expire and are lost while nobody looks.",
    fix="Add alarms on Errors, Throttles and IteratorAge of what reads a stream; on Errors, or on the dead-letter"
    " queue or the state machine, of others.",
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html; which of them are required is"
    " this control's own",
    controls=("LOG-04",),
    about=(FUNCTION,),
    judge=judge,
)
