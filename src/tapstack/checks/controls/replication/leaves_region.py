"""REP-02, REP-03: what a bucket replicates to is in another region."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.controls.replication.rules import BUCKET, destination_of, rules_of
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(bucket: Property, view: View) -> Iterator[Fault]:
    """A fault for each rule that leads to the bucket itself, or to another of its region."""
    yield from one_by_one(rules_of(bucket), lambda rule: _leaves(rule, view))


def _leaves(rule: Property, view: View) -> Iterator[Fault]:
    place, found = rule["Destination.Bucket"], destination_of(rule, view)
    if found is rule.item:
        yield Fault(place, f"{rule.item} replicates to itself.")
    elif found.region == rule.item.region:
        yield Fault(place, f"{rule.item} replicates to {found}: the copy is in the same region.")


CONTROL = ControlCheck(
    name="S3_REPLICATION_LEAVES_THE_REGION",
    title="What a bucket replicates to is a bucket of another region",
    why="A copy in the same region is lost with it, and a bucket that replicates to itself has no copy at all.",
    fix="Name the bucket of the other region, by a parameter or a mapping, not by ${AWS::Region}.",
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html (cross-Region and same-Region"
    " replication); that only the former will do is this control's own",
    controls=("REP-02", "REP-03"),
    about=(BUCKET,),
    judge=judge,
)
