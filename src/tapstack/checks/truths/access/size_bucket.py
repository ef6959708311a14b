"""ACCESS-073: a bucket policy is short enough."""

from collections.abc import Iterator

from tapstack.checks.truths.access.documents import size, too_long
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(document: Property, _: View) -> Iterator[Fault]:
    """A fault for a document of more than 20480 characters."""
    least, most = size(document)
    if too_long(least, most, 20480, document.label):
        yield Fault(document, f"The document has at least {least} characters; 20480 are the most.")


TRUTH = Truth(
    id="ACCESS-073",
    title="A bucket policy has at most 20,480 characters",
    why="AWS refuses it: LimitExceeded, or a policy that is too large; the stack fails.",
    fix="Use wildcards, or access points with policies of their own.",
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-iam-policies.html (bucket policies are"
    " limited to 20 KB)",
    about=("AWS::S3::BucketPolicy",),
    at="PolicyDocument",
    judge=judge,
)
