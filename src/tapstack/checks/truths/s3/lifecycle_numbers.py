"""S3-029: the numbers of a lifecycle rule are ones that S3 takes."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.lifecycle import CURRENT, NONCURRENT, transitions
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_POSITIVE = (
    "ExpirationInDays",
    "NoncurrentVersionExpirationInDays",
    "NoncurrentVersionExpiration.NoncurrentDays",
    "AbortIncompleteMultipartUpload.DaysAfterInitiation",
)


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for days below one, transitions below zero, counts beyond 100, and sizes that leave nothing."""
    for name in _POSITIVE:
        if rule.has(name) and rule[name].number < 1:
            yield Fault(rule[name], f"{name} is {rule[name].shown}; it takes at least 1.")
    moved = [*transitions(rule, CURRENT), *transitions(rule, NONCURRENT)]
    for days in (one["TransitionInDays"] for one in moved):
        if days.given and days.number < 0:
            yield Fault(days, f"TransitionInDays is {days.shown}.")
    for kept in (one["NewerNoncurrentVersions"] for one in [*moved, rule["NoncurrentVersionExpiration"]]):
        if kept.given and not 1 <= kept.number <= 100:
            yield Fault(kept, f"NewerNoncurrentVersions is {kept.shown}; it takes 1 to 100.")
    above, below = rule["ObjectSizeGreaterThan"], rule["ObjectSizeLessThan"]
    if above.given and below.given and above.number >= below.number:
        yield Fault(above, f"No object is larger than {above.shown} and smaller than {below.shown} bytes.")


TRUTH = Truth(
    id="S3-029",
    title="Days of a lifecycle rule are positive, kept versions 1 to 100, and its sizes leave something in between",
    why="S3 answers InvalidArgument to the lifecycle configuration, and the bucket is not made.",
    fix="Write at least 1 day (0 for a transition), 1 to 100 kept versions, and a lower size below the upper one.",
    source="botocore s3, LifecycleExpiration.Days (a non-zero positive integer), Transition.Days (0 or positive),"
    " NoncurrentVersionExpiration.NewerNoncurrentVersions (up to 100); S3 user guide, Lifecycle configuration elements",
    about=("AWS::S3::Bucket",),
    at="LifecycleConfiguration.Rules[]",
    judge=judge,
)
