"""LAMBDA-035: numbers of a mapping are within bounds."""

from collections.abc import Iterator

from tapstack.checks.truths import numbers
from tapstack.checks.truths.lambda_.event_sources import MAPPING
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_BOUNDS = {
    "MaximumBatchingWindowInSeconds": (0, 300),
    "MaximumRecordAgeInSeconds": (-1, 604_800),
    "MaximumRetryAttempts": (-1, 10_000),
    "ParallelizationFactor": (1, 10),
    "ScalingConfig.MaximumConcurrency": (2, 1_000),
    "TumblingWindowInSeconds": (0, 900),
}
_LEAST_AGE = 60


def judge(mapping: Property, _: View) -> Iterator[Fault]:
    """A fault for each that is not; an age is a minute at least, or -1 for none."""
    age = mapping["MaximumRecordAgeInSeconds"]
    if age.given and -1 < age.number < _LEAST_AGE:
        yield Fault(age, f"MaximumRecordAgeInSeconds is {age.shown}; it must be -1, or {_LEAST_AGE} at least.")
    yield from numbers.outside(mapping, _BOUNDS)


TRUTH = Truth(
    id="LAMBDA-035",
    title="Window, age, retries, parallelization and concurrency of a mapping are within their bounds",
    why="Lambda refuses the mapping.",
    fix="Write a value within the bounds; for MaximumRecordAgeInSeconds -1, or 60 to 604800.",
    source="resource schema AWS::Lambda::EventSourceMapping (MaximumRecordAgeInSeconds: values from 0 to 59 are not"
    " allowed)",
    about=(MAPPING,),
    judge=judge,
)
