"""S3-026: a rule that removes expired delete markers does not expire objects as well."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for each property that cannot stand beside ExpiredObjectDeleteMarker."""
    marker = rule["ExpiredObjectDeleteMarker"]
    if not marker.given or not marker.flag:
        return
    for name in ("ExpirationInDays", "ExpirationDate"):
        if rule.has(name):
            yield Fault(rule[name], f"The rule has {name} beside ExpiredObjectDeleteMarker.")
    if rule["TagFilters"].items:
        yield Fault(rule["TagFilters"], "The rule has TagFilters beside ExpiredObjectDeleteMarker.")


TRUTH = Truth(
    id="S3-026",
    title="ExpiredObjectDeleteMarker stands without ExpirationInDays, ExpirationDate and TagFilters",
    why="S3 refuses the lifecycle configuration, and the bucket is not made.",
    fix="Put ExpiredObjectDeleteMarker into a rule of its own, without tags.",
    source="resource schema AWS::S3::Bucket, Rule.ExpiredObjectDeleteMarker (cannot be specified with ExpirationInDays,"
    " ExpirationDate, or TagFilters)",
    about=("AWS::S3::Bucket",),
    at="LifecycleConfiguration.Rules[]",
    judge=judge,
)
