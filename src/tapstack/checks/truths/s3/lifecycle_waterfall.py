"""S3-022: transitions of a lifecycle rule lead down the storage classes, one after the other."""

from collections.abc import Iterator
from itertools import pairwise

from tapstack.checks.truths.s3.lifecycle import CURRENT, NONCURRENT, Move, moves
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_ARCHIVES = {"GLACIER", "DEEP_ARCHIVE"}
_NEXT = {
    "STANDARD_IA": {"INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR"} | _ARCHIVES,
    "INTELLIGENT_TIERING": {"ONEZONE_IA", "GLACIER_IR"} | _ARCHIVES,
    "ONEZONE_IA": _ARCHIVES,
    "GLACIER_IR": _ARCHIVES,
    "GLACIER": {"DEEP_ARCHIVE"},
    "DEEP_ARCHIVE": set[str](),
}


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for two transitions to one class, and for one that leads back up."""
    for names in (CURRENT, NONCURRENT):
        for sooner, later in pairwise(moves(rule, names)):
            yield from _between(sooner, later)


def _between(sooner: Move, later: Move) -> Iterator[Fault]:
    if sooner.to == later.to:
        yield Fault(later.at, f"Two transitions of the rule lead to {later.to}.")
    elif later.to not in _NEXT.get(sooner.to, {later.to}):
        message = (
            f"{sooner.to} after {sooner.days:g} days and then {later.to} after {later.days:g}: no way leads there."
        )
        yield Fault(later.at, message)


TRUTH = Truth(
    id="S3-022",
    title="Transitions of a lifecycle rule lead down the storage classes: never to one twice, never back",
    why="S3 answers InvalidArgument to the lifecycle configuration, and the bucket is not made.",
    fix="Order the days as STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA or GLACIER_IR, GLACIER, DEEP_ARCHIVE.",
    source="S3 user guide"
    " (https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html):"
    " supported and unsupported lifecycle transitions",
    about=("AWS::S3::Bucket",),
    at="LifecycleConfiguration.Rules[]",
    judge=judge,
)
