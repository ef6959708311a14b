"""ACCESS-074: a key policy is short enough."""

from collections.abc import Iterator

from tapstack.checks.truths.access.documents import size, too_long
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(document: Property, _: View) -> Iterator[Fault]:
    """A fault for a document of more than 32768 characters."""
    least, most = size(document)
    if too_long(least, most, 32768, document.label):
        yield Fault(document, f"The document has at least {least} characters; 32768 are the most.")


TRUTH = Truth(
    id="ACCESS-074",
    title="A key policy has at most 32,768 characters",
    why="AWS refuses it: LimitExceeded, or a policy that is too large; the stack fails.",
    fix="Delegate to the account and permit by IAM policies, or use grants.",
    source="botocore kms CreateKey.Policy: at most 32,768 characters (32 KB)",
    about=(
        "AWS::KMS::Key",
        "AWS::KMS::ReplicaKey",
    ),
    at="KeyPolicy",
    judge=judge,
)
