"""S3-005: the filter of a replication rule says exactly one thing."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_CHILDREN = ("Prefix", "TagFilter", "And")


def judge(filter_: Property, _: View) -> Iterator[Fault]:
    """A fault for a filter with none or several of Prefix, TagFilter and And, and for an And that joins nothing."""
    given = [name for name in _CHILDREN if filter_.has(name)]
    if len(given) != 1:
        yield Fault(filter_, f"The Filter has {' and '.join(given) or 'no child'}; it takes exactly one.")
    if "And" in given:
        joined = filter_["And"]
        if not joined.has("Prefix") and not joined["TagFilters"].items:
            yield Fault(joined, "The And joins neither a Prefix nor TagFilters.")


TRUTH = Truth(
    id="S3-005",
    title="The Filter of a replication rule has exactly one of Prefix, TagFilter and And",
    why="S3 refuses the replication configuration as malformed, and the bucket is not made.",
    fix='For the whole bucket write Filter: {Prefix: ""}; for a prefix and tags put both into And.',
    source="resource schema AWS::S3::Bucket, ReplicationRuleFilter (exactly one Prefix, TagFilter, or And)",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules[].Filter",
    judge=judge,
)
