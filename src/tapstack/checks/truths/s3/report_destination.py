"""S3-130: reports of inventory and analytics go to a bucket that is there, in the same region."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_PATHS = (
    "InventoryConfigurations[].Destination",
    "AnalyticsConfigurations[].StorageClassAnalysis.DataExport.Destination",
)


def judge(bucket: Property, view: View) -> Iterator[Fault]:
    """A fault for each destination that is nowhere or in another region, and for analytics that are no CSV."""
    for destination in bucket.each(_PATHS[1]):
        if not destination["Format"].equals("CSV"):
            yield Fault(destination["Format"], f"Analytics are exported as {destination['Format'].shown}, not CSV.")
    for destination in (one for path in _PATHS for one in bucket.each(path)):
        arn = destination["BucketArn"]
        found = view.find(arn, "AWS::S3::Bucket")
        if found is None:
            yield Fault(arn, f"No stack makes the destination {arn.shown}.")
        elif found.region != bucket.item.region:
            yield Fault(arn, f"The destination is {found}; it must be in {bucket.item.region}.")


TRUTH = Truth(
    id="S3-130",
    title="Inventory and analytics go to a bucket that exists in the same region; analytics as CSV",
    why="S3 refuses the configuration or never delivers a report.",
    fix="Name a bucket of the same region by its ARN.",
    source="S3 user guide, Amazon S3 Inventory (the destination bucket must be in the same Region as the source) and"
    " Storage Class Analysis; botocore s3, AnalyticsS3BucketDestination.Format (CSV)",
    about=("AWS::S3::Bucket",),
    judge=judge,
)
