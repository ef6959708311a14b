"""ACCESS-065: the role of a function may use the key of its dead-letter queue or topic."""

from collections.abc import Iterator

from tapstack.checks.truths.access.asking import role_of
from tapstack.checks.truths.access.encrypting import encrypting
from tapstack.checks.truths.access.needs import refusals
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it may not."""
    target = site["DeadLetterConfig.TargetArn"]
    role = role_of(site["Role"], view) if target.given else None
    if role is not None:
        yield from refusals(target, role, encrypting(target, view), view)


TRUTH = Truth(
    id="ACCESS-065",
    title="The role of a function may use the key of its dead-letter queue or topic",
    why="Events that failed cannot be kept: DeadLetterErrors, and they are lost.",
    fix="Permit the role kms:GenerateDataKey and kms:Decrypt on the key of the queue or topic.",
    source="Amazon SQS developer guide"
    " (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html)"
    " and Amazon SNS Developer Guide"
    " (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html): who sends needs"
    " kms:GenerateDataKey and kms:Decrypt",
    about=("AWS::Lambda::Function",),
    judge=judge,
    later=True,
)
