"""S3-025: a lifecycle rule counts days or names dates, not both; a date is a midnight."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.s3.lifecycle import CURRENT, transitions
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_MIDNIGHT = re.compile(r"\d{4}-\d\d-\d\d([T ]00:00(:00(\.0+)?)?(Z|\+00:?00)?)?")


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for a rule that mixes days and dates, for a transition with both, and for another time than midnight."""
    moved = transitions(rule, CURRENT)
    days = [one for one in (rule["ExpirationInDays"], *(each["TransitionInDays"] for each in moved)) if one.given]
    dates = [one for one in (rule["ExpirationDate"], *(each["TransitionDate"] for each in moved)) if one.given]
    if days and dates:
        yield Fault(dates[0], f"The rule has {dates[0].label} and {days[0].label}.")
    for date in dates:
        if not _MIDNIGHT.fullmatch(date.text):
            yield Fault(date, f"{date.shown} is no midnight in UTC.")


TRUTH = Truth(
    id="S3-025",
    title="A lifecycle rule counts in days or in dates, and its dates are midnight in UTC",
    why="S3 answers InvalidArgument or InvalidRequest to the lifecycle configuration, and the bucket is not made.",
    fix="Use TransitionInDays and ExpirationInDays, or dates of the form 2027-01-01T00:00:00Z throughout the rule.",
    source="resource schema AWS::S3::Bucket, Rule.ExpirationDate (the same time unit for expiration and transition; the"
    " time is always midnight UTC)",
    about=("AWS::S3::Bucket",),
    at="LifecycleConfiguration.Rules[]",
    judge=judge,
)
