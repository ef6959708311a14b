"""ACCESS-061: a queue that is a target of a rule is not encrypted with the key of AWS."""

from collections.abc import Iterator

from tapstack.checks.truths.access.encrypted import managed_shut
from tapstack.checks.truths.access.places import kind_of
from tapstack.checks.truths.access.senders import QUEUE
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is."""
    if not site.has("RoleArn") and kind_of(site["Arn"], view) == QUEUE:
        yield from managed_shut(site["Arn"], QUEUE, "events", view)


TRUTH = Truth(
    id="ACCESS-061",
    title="A queue that is a target of a rule is not encrypted with alias/aws/sqs",
    why="EventBridge cannot use that key: each event fails at the target and is dropped.",
    fix="Encrypt the queue with a key of your own that lets events.amazonaws.com use it.",
    source="Amazon SQS developer guide"
    " (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html),"
    " KMS permissions for AWS services: a customer managed key is a must; the policy of the AWS managed"
    " key cannot be changed",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
    later=True,
)
