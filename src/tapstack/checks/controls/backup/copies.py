"""Which buckets hold copies of which."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.replication import runs
from tapstack.checks.truths.view import View
from tapstack.checks.truths.vpc.routing import named
from tapstack.graph.stackset import Item, Property

BUCKET = "AWS::S3::Bucket"


def replicating_to(item: Item, view: View) -> Iterator[tuple[Item, Property]]:
    """The buckets that replicate to this one, each with the rule by which it does; none for another type."""
    for other in view.all(BUCKET) if item.type == BUCKET else ():
        for rule in other["ReplicationConfiguration.Rules"].items if other is not item else ():
            if runs(rule) and named(rule["Destination.Bucket"], item, view):
                yield other, rule
