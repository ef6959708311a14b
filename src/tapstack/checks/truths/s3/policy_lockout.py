"""S3-115: a bucket policy does not lock everybody out."""

from collections.abc import Iterator

from tapstack.checks.truths.resource_policies import allows, covers, of_anyone, statements
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property


def judge(policy: Property, _: View) -> Iterator[Fault]:
    """A fault for a statement that denies everyone the change of the policy, without a condition."""
    denying = (one for one in statements(policy) if not allows(one) and not one.has("Condition"))
    for statement in denying:
        if of_anyone(statement) and covers(statement, "s3:PutBucketPolicy"):
            yield Fault(statement, "The statement denies everyone s3:PutBucketPolicy, without a condition.")


TRUTH = Truth(
    id="S3-115",
    title="A statement that denies everyone everything has a condition",
    why="Nobody but the root user can open the bucket again: neither CloudFormation nor the administrator.",
    fix="Add the condition that was meant, such as Bool: {aws:SecureTransport: false}.",
    source="assumption: nobody means to lock the bucket for good (IAM user guide, Policy evaluation logic: an explicit"
    " deny overrides every allow)",
    about=("AWS::S3::BucketPolicy",),
    at="PolicyDocument",
    severity=Severity.WARNING,
    judge=judge,
)
