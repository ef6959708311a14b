"""S3-091: the bucket that gets access logs encrypts with keys of S3."""

from collections.abc import Iterator

from tapstack.checks.truths.s3.encryption import uses_kms
from tapstack.checks.truths.s3.logging import target_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(logging: Property, view: View) -> Iterator[Fault]:
    """A fault for a target that encrypts with a KMS key."""
    target = target_of(logging, view)
    if target and uses_kms(target):
        yield Fault(logging, f"The log bucket {target} encrypts with KMS.")


TRUTH = Truth(
    id="S3-091",
    title="The bucket that gets access logs encrypts with SSE-S3",
    why="S3 takes the configuration and delivers no logs to a bucket whose default encryption is with KMS.",
    fix="Set SSEAlgorithm: AES256 on the log bucket.",
    source="S3 user guide"
    " (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html): default"
    " encryption of the target with SSE-S3 only",
    about=("AWS::S3::Bucket",),
    at="LoggingConfiguration",
    judge=judge,
    later=True,
)
