"""Where a bucket delivers its access logs."""

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item, Property


def target_of(logging: Property, view: View) -> Item | None:
    """The bucket that gets the logs, itself if none is named; None where no stack makes it. Raises NotKnown."""
    name = logging["DestinationBucketName"]
    return view.find(name, "AWS::S3::Bucket") if name.given else logging.item
