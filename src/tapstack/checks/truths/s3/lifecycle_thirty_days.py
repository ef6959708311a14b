"""S3-023: infrequent access comes after 30 days, and what follows it another 30 days later."""

from collections.abc import Iterator
from itertools import pairwise

from tapstack.checks.truths.s3.lifecycle import CURRENT, NONCURRENT, moves
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_INFREQUENT = {"STANDARD_IA", "ONEZONE_IA"}
_AFTERWARDS = {"ONEZONE_IA", "GLACIER", "DEEP_ARCHIVE"}


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for each transition that comes too soon."""
    for names in (CURRENT, NONCURRENT):
        found = moves(rule, names)
        for move in found:
            if move.to in _INFREQUENT and move.days < 30:
                yield Fault(move.at["TransitionInDays"], f"{move.to} after {move.days:g} days; it takes at least 30.")
        for sooner, later in pairwise(found):
            gap = later.days - sooner.days
            if sooner.to in _INFREQUENT and later.to in _AFTERWARDS and later.to != sooner.to and gap < 30:
                message = f"{later.to} comes {gap:g} days after {sooner.to}; it takes at least 30."
                yield Fault(later.at["TransitionInDays"], message)


TRUTH = Truth(
    id="S3-023",
    title="Transitions to STANDARD_IA and ONEZONE_IA come after 30 days or more, and archives 30 days after them",
    why="S3 answers InvalidArgument to the lifecycle configuration, and the bucket is not made.",
    fix="Raise TransitionInDays to 30 or more, and that of the archive to 30 more than the transition before.",
    source="S3 user guide, Transitioning objects using Amazon S3 Lifecycle: minimum days for transition, and the"
    " 30-day minimum before a Glacier transition in one rule",
    about=("AWS::S3::Bucket",),
    at="LifecycleConfiguration.Rules[]",
    judge=judge,
)
