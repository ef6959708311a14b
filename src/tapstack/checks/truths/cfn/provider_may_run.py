"""CFN-011: the function of a custom resource may run."""

from collections.abc import Iterator

from tapstack.checks.truths.cfn.providers import provider
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(token: Property, view: View) -> Iterator[Fault]:
    """A fault for a function with a concurrency of zero."""
    function = provider(token, view)
    reserved = function["ReservedConcurrentExecutions"] if function else None
    if reserved and reserved.given and reserved.number == 0:
        yield Fault(token, f"{function} has ReservedConcurrentExecutions 0: it is never run.")


TRUTH = Truth(
    id="CFN-011",
    title="The function of a custom resource may run at least once at a time",
    why="Lambda throttles every call, CloudFormation waits for an answer until its timeout, and the stack fails.",
    fix="Leave out ReservedConcurrentExecutions, or raise it.",
    source="botocore lambda PutFunctionConcurrency (0 stops all processing); CloudFormation Template Reference"
    " AWS::CloudFormation::CustomResource (waits for a response)",
    about=("Custom::*",),
    at="ServiceToken",
    judge=judge,
)
