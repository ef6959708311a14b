"""S3-016: buckets that replicate to each other exchange changes of metadata too."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.replication import runs
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Item, Property

_CHANGES = "SourceSelectionCriteria.ReplicaModifications.Status"


def judge(rule: Property, view: View) -> Iterator[Fault]:
    """A fault for a rule without changes of replicas whose destination replicates back."""
    if not runs(rule) or rule[_CHANGES].equals("Enabled"):
        return
    bucket = view.find(rule["Destination.Bucket"], "AWS::S3::Bucket")
    if bucket and bucket is not rule.item and _leads_back(bucket, rule.item, view):
        yield Fault(rule, f"{bucket} replicates back, and the rule leaves changes of replicas out.")


def _leads_back(bucket: Item, home: Item, view: View) -> bool:
    rules = bucket["ReplicationConfiguration.Rules"].items
    return any(runs(one) and view.find(one["Destination.Bucket"], "AWS::S3::Bucket") is home for one in rules)


TRUTH = Truth(
    id="S3-016",
    title="Rules between buckets that replicate to each other have ReplicaModifications Enabled",
    why="Tags, ACLs and locks that are changed on a replica stay there: the two buckets drift apart silently.",
    fix="Add SourceSelectionCriteria.ReplicaModifications {Status: Enabled} to the rules of both buckets.",
    source="assumption: who replicates both ways wants both alike (S3 user guide, Replicating metadata changes with"
    " replica modification sync)",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules[]",
    severity=Severity.WARNING,
    judge=judge,
)
