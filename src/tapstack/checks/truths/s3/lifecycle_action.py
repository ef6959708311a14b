"""S3-020: a lifecycle rule does something."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.lifecycle import CURRENT, NONCURRENT, transitions
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_ACTIONS = (
    "ExpirationInDays",
    "ExpirationDate",
    "ExpiredObjectDeleteMarker",
    "NoncurrentVersionExpiration",
    "NoncurrentVersionExpirationInDays",
    "AbortIncompleteMultipartUpload",
)


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for a rule without any action."""
    acts = any(rule.has(name) for name in _ACTIONS)
    if not acts and not transitions(rule, CURRENT) and not transitions(rule, NONCURRENT):
        yield Fault(rule, "The lifecycle rule has no action.")


TRUTH = Truth(
    id="S3-020",
    title="A lifecycle rule has at least one action",
    why="S3 refuses the lifecycle configuration, and the bucket is not made.",
    fix="Add an expiration, a transition or AbortIncompleteMultipartUpload to the rule, or remove the rule.",
    source="resource schema AWS::S3::Bucket, Rule (at least one of the action properties must be specified)",
    about=("AWS::S3::Bucket",),
    at="LifecycleConfiguration.Rules[]",
    judge=judge,
)
