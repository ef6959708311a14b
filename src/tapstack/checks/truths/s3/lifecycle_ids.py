"""S3-021: lifecycle rules differ in their ids."""

from collections.abc import Iterator

from tapstack.checks.truths.repeated import repeated
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rules: Property, _: View) -> Iterator[Fault]:
    """A fault for each id that an earlier rule has."""
    for one, _first in repeated(rule["Id"] for rule in rules.items):
        yield Fault(one, f"Two lifecycle rules have the Id {one.shown}.")


TRUTH = Truth(
    id="S3-021",
    title="Lifecycle rules of a bucket differ in Id",
    why="S3 answers InvalidArgument (rule ID must be unique), and the bucket is not made.",
    fix="Give every rule an id of its own, or none: S3 then makes one up.",
    source="resource schema AWS::S3::Bucket, Rule.Id (unique identifier for the rule)",
    about=("AWS::S3::Bucket",),
    at="LifecycleConfiguration.Rules",
    judge=judge,
)
