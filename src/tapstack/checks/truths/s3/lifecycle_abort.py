"""S3-027: a rule that aborts multipart uploads chooses by prefix only."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_FILTERS = ("TagFilters", "ObjectSizeGreaterThan", "ObjectSizeLessThan")


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for each filter by tag or size."""
    if rule.has("AbortIncompleteMultipartUpload"):
        for name in _FILTERS:
            if rule[name].items:
                yield Fault(rule[name], f"The rule aborts incomplete uploads and has {name}.")


TRUTH = Truth(
    id="S3-027",
    title="A lifecycle rule that aborts incomplete uploads filters neither by tag nor by size",
    why="S3 refuses the configuration: an upload that is not complete has no tags and no size yet.",
    fix="Put AbortIncompleteMultipartUpload into a rule of its own, with a Prefix or without any filter.",
    source="GitHub terraform-aws-modules/terraform-aws-s3-bucket#109 (the action cannot be specified with Tags),"
    " umccr/infrastructure#332 (nor with Object Size)",
    about=("AWS::S3::Bucket",),
    at="LifecycleConfiguration.Rules[]",
    judge=judge,
)
