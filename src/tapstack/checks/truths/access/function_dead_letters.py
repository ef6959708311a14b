"""ACCESS-008: the role of a function may send to its dead-letter queue or topic."""

from collections.abc import Iterator

from tapstack.checks.truths.access.needs import faults
from tapstack.checks.truths.access.places import sending
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault where it may not."""
    target = properties["DeadLetterConfig.TargetArn"]
    if target.given:
        yield from faults(properties["Role"], sending(target, view, ("sqs", "sns")), view)


TRUTH = Truth(
    id="ACCESS-008",
    title="The role of a function may send to its dead-letter queue or topic",
    why="Lambda asks when the function is made: the provided execution role does not have permissions to call"
    " SendMessage on SQS (Publish on SNS); the stack fails.",
    fix="Permit the role sqs:SendMessage on the queue, or sns:Publish on the topic.",
    source="AWS Lambda Developer Guide"
    " (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html), dead-letter"
    " queues: the execution role needs sqs:SendMessage or sns:Publish",
    about=("AWS::Lambda::Function",),
    judge=judge,
)
