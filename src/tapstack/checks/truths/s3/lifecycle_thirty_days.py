"""S3-023: what follows infrequent access comes 30 days later."""

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
        for sooner, later in pairwise(moves(rule, names)):
            gap = later.days - sooner.days
            if sooner.to in _INFREQUENT and later.to in _AFTERWARDS and later.to != sooner.to and gap < 30:
                message = f"{later.to} comes {gap:g} days after {sooner.to}; it takes at least 30."
                yield Fault(later.at["TransitionInDays"], message)


TRUTH = Truth(
    id="S3-023",
    title="Archives come 30 days or more after STANDARD_IA and ONEZONE_IA in one rule",
    why="S3 answers InvalidArgument to the lifecycle configuration, and the bucket is not made.",
    fix="Raise TransitionInDays to 30 more than that of the transition before.",
    source="S3 user guide"
    " (https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html):"
    " not in a single rule when less than 30 days lie between",
    about=("AWS::S3::Bucket",),
    at="LifecycleConfiguration.Rules[]",
    judge=judge,
)
