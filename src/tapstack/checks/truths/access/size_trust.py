"""ACCESS-072: a role's trust policy is short enough."""

from collections.abc import Iterator

from tapstack.checks.truths.access.documents import size, too_long
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(document: Property, _: View) -> Iterator[Fault]:
    """A fault for a document of more than 4096 characters."""
    least, most = size(document)
    if _DEFAULT < least <= _RAISED:
        raise NotKnown(f"whether the quota of {_DEFAULT} characters for trust policies was raised is not known")
    if too_long(least, most, _RAISED, document.label):
        yield Fault(document, f"The document has at least {least} characters; 8192 are the most.")


_DEFAULT, _RAISED = 2048, 8192

TRUTH = Truth(
    id="ACCESS-072",
    title="A role's trust policy has at most 8,192 characters",
    why="AWS refuses it: LimitExceeded, or a policy that is too large; the stack fails.",
    fix="Trust an account instead of many roles, or narrow by aws:PrincipalTag.",
    source="IAM User Guide (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html): role"
    " trust policy length is 2,048 by default; the most was 4,096 and is 8,192 in Service Quotas"
    " (L-C07B4B0D)",
    about=("AWS::IAM::Role",),
    at="AssumeRolePolicyDocument",
    judge=judge,
)
