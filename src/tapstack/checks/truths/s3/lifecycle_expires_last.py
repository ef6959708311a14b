"""S3-024: a lifecycle rule expires objects after it has moved them."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.lifecycle import CURRENT, NONCURRENT, moves, noncurrent_expiration
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for an expiration that is not later than each transition."""
    ends = ((rule["ExpirationInDays"], CURRENT), (noncurrent_expiration(rule), NONCURRENT))
    for expiration, names in ends:
        if expiration.given:
            for move in moves(rule, names):
                if expiration.number <= move.days:
                    message = f"Expires after {expiration.shown} days and moves to {move.to} after {move.days:g}."
                    yield Fault(expiration, message)


TRUTH = Truth(
    id="S3-024",
    title="A lifecycle rule expires versions later than it moves them",
    why="S3 answers InvalidArgument: the days of the expiration must be greater than those of the transition.",
    fix="Raise the days of the expiration above those of the last transition, or remove that transition.",
    source="resource schema AWS::S3::Bucket, Rule.ExpirationInDays and NoncurrentVersionExpirationInDays (expiration is"
    " later than transition)",
    about=("AWS::S3::Bucket",),
    at="LifecycleConfiguration.Rules[]",
    judge=judge,
)
