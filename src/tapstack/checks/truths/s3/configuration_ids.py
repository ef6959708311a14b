"""S3-131: inventories, analytics, metrics and tierings of a bucket differ in their ids."""

from collections.abc import Iterator

from tapstack.checks.truths.repeated import repeated
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_LISTS = (
    "InventoryConfigurations",
    "AnalyticsConfigurations",
    "MetricsConfigurations",
    "IntelligentTieringConfigurations",
)


def judge(bucket: Property, _: View) -> Iterator[Fault]:
    """A fault for each id that an earlier configuration of its kind has."""
    for name in _LISTS:
        for one, first in repeated(each["Id"] for each in bucket[name].items):
            yield Fault(one, f"{one.label} is {one.shown}, as {first.label}.")


TRUTH = Truth(
    id="S3-131",
    title="Inventories, analytics, metrics and tierings of a bucket each differ in Id",
    why="The id is the name of the configuration: the second replaces the first without a word.",
    fix="Give each configuration an id of its own.",
    source="botocore s3 PutBucketInventoryConfiguration, PutBucketAnalyticsConfiguration, PutBucketMetricsConfiguration"
    " (identified by the id; a full replacement of an existing one)",
    about=("AWS::S3::Bucket",),
    judge=judge,
    later=True,
)
