"""ACCESS-071: a managed policy is short enough."""

from collections.abc import Iterator

from tapstack.checks.truths.access.documents import size, too_long
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(document: Property, _: View) -> Iterator[Fault]:
    """A fault for a document of more than 6144 characters."""
    least, most = size(document)
    if too_long(least, most, 6144, document.label):
        yield Fault(document, f"The document has at least {least} characters; 6144 are the most.")


TRUTH = Truth(
    id="ACCESS-071",
    title="A managed policy has at most 6,144 characters",
    why="AWS refuses it: LimitExceeded, or a policy that is too large; the stack fails.",
    fix="Split it in two, or shorten statements by wildcards.",
    source="IAM User Guide (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html): size"
    " of a managed policy, white space is not counted; badmintoncryer/cdk-preflight"
    " (pf-iam-managed-policy-size)",
    about=("AWS::IAM::ManagedPolicy",),
    at="PolicyDocument",
    judge=judge,
)
