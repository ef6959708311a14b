"""S3-100: what a bucket notifies is there, in the same region, and no FIFO."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.notifications import Notification, notifications
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(configuration: Property, view: View) -> Iterator[Fault]:
    """A fault for each target that ends in .fifo, and for each that is elsewhere or nowhere."""
    every = list(notifications(configuration))
    for one in every:
        if one.target.pattern.endswith(".fifo"):
            yield Fault(one.target, f"{one.target.shown} is FIFO.")
    for one in every:
        yield from _place(one, view)


def _place(one: Notification, view: View) -> Iterator[Fault]:
    region = one.at.item.region
    parts = one.target.pattern.split(":")
    if len(parts) > 5 and parts[3] and not parts[3].startswith("\ue000") and parts[3] != region:
        yield Fault(one.target, f"{one.target.shown} is not in {region}.")
        return
    types = (one.type, "AWS::Lambda::Alias", "AWS::Lambda::Version")
    found = view.find(one.target, *types)
    if found is None:
        yield Fault(one.target, f"No stack makes {one.target.shown}.")
    elif found.type == "AWS::SNS::Topic" and found["FifoTopic"].flag:
        yield Fault(one.target, f"The topic {found} is FIFO.")
    elif found.type == "AWS::SQS::Queue" and found["FifoQueue"].flag:
        yield Fault(one.target, f"The queue {found} is FIFO.")


TRUTH = Truth(
    id="S3-100",
    title="Topics, queues and functions that a bucket notifies exist in its region and are not FIFO",
    why="S3 sends a test message when the configuration is written: Unable to validate the following destination"
    " configurations, and the bucket is not made.",
    fix="Name a standard topic or queue, or a function, of the bucket's own region by its ARN.",
    source="botocore s3 PutBucketNotificationConfiguration (S3 verifies that topics and queues exist and functions let"
    " it invoke them); resource schema AWS::S3::Bucket, QueueConfiguration.Queue (FIFO queues are not allowed); S3 user"
    " guide, Event notification types and destinations (same Region)",
    about=("AWS::S3::Bucket",),
    at="NotificationConfiguration",
    judge=judge,
)
