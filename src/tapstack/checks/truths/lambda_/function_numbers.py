"""LAMBDA-003: memory, time and storage of a function are within bounds."""

from collections.abc import Iterator

from tapstack.checks.truths import numbers
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_BOUNDS = {"MemorySize": (128, 10_240), "Timeout": (1, 900), "EphemeralStorage.Size": (512, 10_240)}
_OF_INSTANCES = {"MemorySize": (128, 32_768), "Timeout": (1, 5_400), "EphemeralStorage.Size": (512, 32_768)}


def judge(function: Property, _: View) -> Iterator[Fault]:
    """A fault for each that is not; managed instances have wider bounds."""
    yield from numbers.outside(function, _OF_INSTANCES if function.has("CapacityProviderConfig") else _BOUNDS)


TRUTH = Truth(
    id="LAMBDA-003",
    title="A function has 128 to 10,240 MB, 1 to 900 seconds and 512 to 10,240 MB of storage",
    why="Lambda refuses the value; the resource schema allows what only managed instances may have.",
    fix="Write a value within the bounds.",
    source="resource schema AWS::Lambda::Function, Timeout (900 seconds, more for managed instances) and"
    " EphemeralStorage"
    " (512 to 10,240); Lambda developer guide, quotas (128 to 10,240 MB of memory)"
    " (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)",
    about=("AWS::Lambda::Function",),
    judge=judge,
)
