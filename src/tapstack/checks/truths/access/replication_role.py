"""ACCESS-002: the role of a replication may read its bucket and write to every destination."""

from collections.abc import Iterator

from tapstack.access import arn, canonical
from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.access.places import below
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

ANY = "\ue000Any:object@\ue001"


def judge(replication: Property, view: View) -> Iterator[Fault]:
    """A fault for each thing that the role may not do."""
    yield from faults(replication["Role"], _needs(replication, view), view)


def _needs(replication: Property, view: View) -> Iterator[Need]:
    bucket = replication.item
    yield Need(("s3:GetReplicationConfiguration",), arn(bucket, view), bucket)
    yield Need(("s3:ListBucket",), arn(bucket, view), bucket)
    for rule in replication["Rules"].items:
        if rule["Status"].text == "Enabled":
            objects = below(bucket, view, prefix(rule))
            yield Need(("s3:GetObjectVersionForReplication", "s3:GetObjectVersion"), objects, bucket)
            yield Need(("s3:GetObjectVersionAcl",), objects, bucket)
            yield from _writing(rule, view)


def _writing(rule: Property, view: View) -> Iterator[Need]:
    place = destination(rule, view)
    yield Need(("s3:ReplicateObject",), place)
    if rule["DeleteMarkerReplication.Status"].raw == "Enabled":
        yield Need(("s3:ReplicateDelete",), place)


def destination(rule: Property, view: View) -> str:
    """The ARN of any object that a rule writes."""
    return f"{canonical(rule['Destination.Bucket'].pattern, view)}/{prefix(rule)}{ANY}"


def prefix(rule: Property) -> str:
    """With what the names of a rule's objects begin."""
    for name in ("Prefix", "Filter.Prefix", "Filter.And.Prefix"):
        try:
            if rule[name].given:
                return rule[name].pattern
        except NotKnown:
            return ""
    return ""


TRUTH = Truth(
    id="ACCESS-002",
    title="The role of a replication may read the bucket's objects and write them to every destination",
    why="S3 takes the configuration and replicates nothing: the objects' replication status is FAILED.",
    fix="Permit s3:GetReplicationConfiguration and s3:ListBucket on the bucket, s3:GetObjectVersionForReplication and"
    " s3:GetObjectVersionAcl on its objects, s3:ReplicateObject and s3:ReplicateDelete on those of the destination.",
    source="S3 user guide"
    " (https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html):"
    " the least that the role's access policy allows",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration",
    judge=judge,
    later=True,
)
