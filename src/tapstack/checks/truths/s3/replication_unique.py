"""S3-006: replication rules differ in id and priority."""

from collections.abc import Iterator

from tapstack.checks.truths.repeated import repeated
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rules: Property, _: View) -> Iterator[Fault]:
    """A fault for each Id and each Priority that an earlier rule has."""
    for name in ("Id", "Priority"):
        for one, first in repeated(rule[name] for rule in rules.items):
            yield Fault(one, f"The {name} {one.shown} is that of {first.label.rpartition('.')[0]} too.")


TRUTH = Truth(
    id="S3-006",
    title="Replication rules of a bucket differ in Id and in Priority",
    why="S3 refuses a configuration in which two rules have one id or one priority.",
    fix="Number the priorities 1, 2, 3 and give every rule an id of its own.",
    source="resource schema AWS::S3::Bucket, ReplicationRule.Id (unique identifier); Terraform's documentation of"
    " aws_s3_bucket replication (priority must be unique between rules), GitHub hashicorp/terraform-provider-aws#20269",
    about=("AWS::S3::Bucket",),
    at="ReplicationConfiguration.Rules",
    judge=judge,
)
