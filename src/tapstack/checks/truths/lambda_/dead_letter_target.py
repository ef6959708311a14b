"""LAMBDA-008: what a function failed at goes to a queue or topic that there is."""

from collections.abc import Iterator

from tapstack.checks.truths.lambda_ import targets
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(target: Property, view: View) -> Iterator[Fault]:
    """A fault for any other target."""
    yield from targets.elsewhere(target)
    yield from targets.fifo(target, view)
    yield from targets.faults(target, view, "sqs", "sns")


TRUTH = Truth(
    id="LAMBDA-008",
    title="The dead-letter target of a function is a standard queue or topic of its region that exists",
    why="Lambda refuses the function, or drops events that failed.",
    fix="Name a standard SQS queue or SNS topic by GetAtt.",
    source="Lambda developer guide"
    " (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html): a standard"
    " queue or topic; badmintoncryer/cdk-preflight (pf-lambda-dlq-region, pf-lambda-dlq-service) quotes"
    " the refusals of other services and regions",
    about=("AWS::Lambda::Function",),
    at="DeadLetterConfig.TargetArn",
    judge=judge,
)
