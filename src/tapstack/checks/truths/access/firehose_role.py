"""ACCESS-021: the role of a delivery stream may write to its bucket."""

from collections.abc import Iterator

from tapstack.access import canonical
from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for each destination whose role may not write."""
    for name in ("S3DestinationConfiguration", "ExtendedS3DestinationConfiguration"):
        if properties[name].given:
            yield from faults(properties[name]["RoleARN"], _needs(properties[name], view), view)


def _needs(destination: Property, view: View) -> Iterator[Need]:
    bucket = canonical(destination["BucketARN"].pattern, view)
    prefix = destination["Prefix"].pattern if destination.has("Prefix") else ""
    start = "" if "!{" in prefix else prefix
    yield Need(("s3:PutObject",), f"{bucket}/{start}\ue000Any:object@\ue001")


TRUTH = Truth(
    id="ACCESS-021",
    title="The role of a delivery stream may write to its bucket",
    why="The delivery stream is made; deliveries fail, are tried for 24 hours, and the records are lost.",
    fix="Permit the role s3:PutObject, s3:AbortMultipartUpload and the list actions on the bucket and its objects.",
    source="https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3",
    about=("AWS::KinesisFirehose::DeliveryStream",),
    judge=judge,
    later=True,
)
