"""S3-060: a bucket names a key where it encrypts with one."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(rule: Property, _: View) -> Iterator[Fault]:
    """A fault for a key beside AES256, and for a bucket key with double encryption."""
    default = rule["ServerSideEncryptionByDefault"]
    algorithm = default["SSEAlgorithm"]
    if default.has("KMSMasterKeyID") and algorithm.equals("AES256"):
        yield Fault(default["KMSMasterKeyID"], "The encryption is AES256 and names a KMSMasterKeyID.")
    if rule["BucketKeyEnabled"].flag and algorithm.equals("aws:kms:dsse"):
        yield Fault(rule["BucketKeyEnabled"], "Bucket keys are enabled for double encryption.")


TRUTH = Truth(
    id="S3-060",
    title="A bucket names a KMS key only with aws:kms or aws:kms:dsse, and uses bucket keys only with aws:kms",
    why="S3 answers InvalidArgument to the key; bucket keys for double encryption are not supported.",
    fix="Set SSEAlgorithm: aws:kms, or remove KMSMasterKeyID and BucketKeyEnabled.",
    source="botocore s3, ServerSideEncryptionByDefault.KMSMasterKeyID (allowed if and only if the algorithm is aws:kms"
    " or aws:kms:dsse); S3 user guide, Using dual-layer encryption: S3 Bucket Keys are not supported for DSSE-KMS",
    about=("AWS::S3::Bucket",),
    at="BucketEncryption.ServerSideEncryptionConfiguration[]",
    judge=judge,
)
