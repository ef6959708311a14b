"""S3-117: infrequent access comes after 30 days or more."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.lifecycle import CURRENT, NONCURRENT, moves
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_INFREQUENT = {"STANDARD_IA", "ONEZONE_IA"}


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for each transition that comes sooner."""
    for names in (CURRENT, NONCURRENT):
        for move in moves(rule, names):
            if move.to in _INFREQUENT and move.days < 30:
                yield Fault(move.at["TransitionInDays"], f"{move.to} after {move.days:g} days; S3 wanted at least 30.")


TRUTH = Truth(
    id="S3-117",
    title="Transitions to STANDARD_IA and ONEZONE_IA come after 30 days or more",
    why="S3 refused less: 'Days' must be greater than or equal to 30. It bills 30 days in any case.",
    fix="Raise TransitionInDays to 30 or more, or choose INTELLIGENT_TIERING.",
    source="assumption: accounts meet the older minimum, which many projects quote as a refusal; the API reference of"
    " Transition now takes 0 or any positive integer for every class",
    about=("AWS::S3::Bucket",),
    at="LifecycleConfiguration.Rules[]",
    judge=judge,
    severity=Severity.WARNING,
)
