"""ACCESS-058: a topic that a bucket notifies is not encrypted with the key of AWS."""

from collections.abc import Iterator

from tapstack.checks.truths.access.encrypted import managed_shut
from tapstack.checks.truths.access.senders import TOPIC
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is."""
    yield from managed_shut(site["Topic"], TOPIC, "s3", view)


TRUTH = Truth(
    id="ACCESS-058",
    title="A topic that a bucket notifies is not encrypted with alias/aws/sns",
    why="S3 cannot use that key: it refuses the notifications, or every event is lost.",
    fix="Encrypt the topic with a key of your own that lets s3.amazonaws.com use it.",
    source="Amazon SNS Developer Guide (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html),"
    " compatibility with event sources: step one is a customer managed key",
    about=("AWS::S3::Bucket",),
    at="NotificationConfiguration.TopicConfigurations[]",
    judge=judge,
)
