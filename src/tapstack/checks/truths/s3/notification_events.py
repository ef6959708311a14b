"""S3-103: a bucket notifies of events that there are."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.notifications import notifications
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_BY_SUBJECT = {
    "ObjectCreated": ("*", "Put", "Post", "Copy", "CompleteMultipartUpload"),
    "ObjectRemoved": ("*", "Delete", "DeleteMarkerCreated"),
    "ObjectRestore": ("*", "Post", "Completed", "Delete"),
    "ObjectTagging": ("*", "Put", "Delete"),
    "ObjectAnnotation": ("*", "Put", "Delete"),
    "ObjectAcl": ("Put",),
    "ObjectRetention": ("Put",),
    "LifecycleExpiration": ("*", "Delete", "DeleteMarkerCreated"),
    "Replication": (
        "*",
        "OperationFailedReplication",
        "OperationNotTracked",
        "OperationMissedThreshold",
        "OperationReplicatedAfterThreshold",
    ),
}
_ALONE = ("ReducedRedundancyLostObject", "LifecycleTransition", "IntelligentTiering")
_EVENTS = {f"s3:{subject}:{what}" for subject, every in _BY_SUBJECT.items() for what in every}
_EVENTS |= {f"s3:{name}" for name in _ALONE}


def judge(configuration: Property, _: View) -> Iterator[Fault]:
    """A fault for each event that S3 does not know."""
    for one in notifications(configuration):
        event = one.at["Event"]
        if event.given and event.text not in _EVENTS:
            yield Fault(event, f"S3 knows no event {event.shown}.")


TRUTH = Truth(
    id="S3-103",
    title="A bucket notifies of events that S3 knows",
    why="S3 answers MalformedXML or InvalidArgument to the notifications, and the bucket is not made.",
    fix="Write one of the event types, such as s3:ObjectCreated:* or s3:ObjectRemoved:Delete.",
    source="botocore s3, the values of Event",
    about=("AWS::S3::Bucket",),
    at="NotificationConfiguration",
    judge=judge,
)
