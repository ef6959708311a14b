"""ACCESS-036: the dead-letter queue of a rule lets EventBridge send to it."""

from collections.abc import Iterator

from tapstack.access import arn
from tapstack.checks.truths.access.senders import QUEUE, shut
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where it is shut out."""
    if site.has("DeadLetterConfig.Arn"):
        yield from shut(site["DeadLetterConfig.Arn"], QUEUE, "events", arn(site.item, view), view)


TRUTH = Truth(
    id="ACCESS-036",
    title="The dead-letter queue of a rule's target lets EventBridge send to it",
    why="What could not be delivered is lost, though a queue was meant to keep it: InvocationsFailedToBeSentToDlq.",
    fix="Give the queue a policy that lets events.amazonaws.com sqs:SendMessage, with the rule as aws:SourceArn.",
    source="EventBridge User Guide"
    " (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html): whoever makes the"
    " rule by the API must grant the permission to the queue",
    about=("AWS::Events::Rule",),
    at="Targets[]",
    judge=judge,
    later=True,
)
