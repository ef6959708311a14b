"""ACCESS-003: the role of a replication may also take the objects' tags along."""

from collections.abc import Iterator

from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.access.places import below
from tapstack.checks.truths.access.replication_role import destination, prefix
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(replication: Property, view: View) -> Iterator[Fault]:
    """A fault where tags may not be read, or not be written."""
    yield from faults(replication["Role"], _needs(replication, view), view)


def _needs(replication: Property, view: View) -> Iterator[Need]:
    bucket = replication.item
    for rule in replication["Rules"].items:
        if rule["Status"].text == "Enabled":
            yield Need(("s3:GetObjectVersionTagging",), below(bucket, view, prefix(rule)), bucket)
            yield Need(("s3:ReplicateTags",), destination(rule, view))


TRUTH = Truth(
    id="ACCESS-003",
    title="The role of a replication may take the objects' tags along",
    why="Tagged objects fail to replicate, or lose what lifecycle and access rules hang on.",
    fix="Permit s3:GetObjectVersionTagging on the bucket's objects and s3:ReplicateTags on those of the destination.",
    source="assumption: Amazon S3 User Guide lists both among the role's permissions; what happens to an untagged"
    " object without them is not said",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration",
    judge=judge,
    severity=Severity.WARNING,
)
