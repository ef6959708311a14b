"""BKP-12: a bucket lets nothing expire that it, or the bucket that it is a copy of, has promised to keep."""

from collections.abc import Iterator

from tapstack.checks.controls.backup.copies import BUCKET, replicating_to
from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.s3.lifecycle import noncurrent_expiration
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Item, Property

_RETENTION = "ObjectLockConfiguration.Rule.DefaultRetention"
_YEAR = 365


def judge(bucket: Property, view: View) -> Iterator[Fault]:
    """A fault for each enabled rule that lets current or noncurrent versions expire before their retention ends."""
    # The copies of an object keep its retention.
    holders = (bucket.item, *(source for source, _ in replicating_to(bucket.item, view)))
    kept = {one: days for one in holders if (days := _days(one))}
    if not kept:
        raise NotAskedError(f"{bucket.item} promises to keep nothing")
    holder = max(kept, key=lambda one: kept[one])
    rules = [rule for rule in bucket["LifecycleConfiguration.Rules"].items if rule["Status"].equals("Enabled")]
    yield from one_by_one(rules, lambda rule: _too_soon(rule, kept[holder], holder))


def _days(bucket: Item) -> float:
    """How many days a bucket keeps what is put into it; 0 where it promises nothing. Raises NotKnown."""
    retention = bucket[_RETENTION]
    return retention["Days"].number_or(0) or retention["Years"].number_or(0) * _YEAR


def _too_soon(rule: Property, days: float, holder: Item) -> Iterator[Fault]:
    for what, after in (("Objects", rule["ExpirationInDays"]), ("Noncurrent versions", noncurrent_expiration(rule))):
        if after.given and after.number < days:
            yield Fault(after, f"{what} expire after {after.shown} days; {holder} keeps them for {days:g}.")
    if rule.has("ExpirationDate"):
        date = rule["ExpirationDate"]
        yield Fault(date, f"Objects expire on {date.shown}, however new; {holder} keeps them for {days:g} days.")


CONTROL = ControlCheck(
    name="S3_LIFECYCLE_WAITS_FOR_RETENTION",
    title="Nothing in a bucket expires before the retention that Object Lock promises has ended",
    why="An object that expires while it is locked is hidden under a delete marker, and whoever looks for the record"
    " finds none.",
    fix="Raise ExpirationInDays and NoncurrentDays to the days of the retention, or shorten that.",
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-lifecycle;"
    " replicas are kept as their source: #object-lock-managing-replication",
    controls=("BKP-12",),
    about=(BUCKET,),
    judge=judge,
    severity=Severity.WARNING,
)
