"""LAMBDA-019: what was invoked, or failed, goes where it can."""

from collections.abc import Iterator

from tapstack.checks.truths import numbers
from tapstack.checks.truths.lambda_ import targets
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_BOUNDS = {"MaximumEventAgeInSeconds": (60, 21_600), "MaximumRetryAttempts": (0, 2)}


def judge(settings: Property, view: View) -> Iterator[Fault]:
    """A fault for a destination that is not fit, and for bounds that are passed."""
    yield from numbers.outside(settings, _BOUNDS)
    done = settings["DestinationConfig.OnSuccess.Destination"]
    failed = settings["DestinationConfig.OnFailure.Destination"]
    for target, services in ((done, ("sqs", "sns", "lambda", "events")), (failed, tuple(targets.TYPES))):
        if target.given:
            yield from targets.fifo(target, view)
            yield from targets.faults(target, view, *services)


TRUTH = Truth(
    id="LAMBDA-019",
    title="Destinations of a function are standard queues or topics, functions, buses, or for failures buckets",
    why="Lambda refuses the destination, or drops the records of what failed.",
    fix="Name a destination of such a kind that exists; retry twice at most, for six hours at most.",
    source="botocore lambda PutFunctionEventInvokeConfig, DestinationConfig; resource schema"
    " AWS::Lambda::EventInvokeConfig (60 to 21,600 seconds, 0 to 2 retries)",
    about=("AWS::Lambda::EventInvokeConfig",),
    judge=judge,
)
