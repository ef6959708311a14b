"""S3-113: the roles and users that a bucket policy names are there before the policy."""

from tapstack.checks.truths.named_principals import missing
from tapstack.checks.truths.truth import Truth

TRUTH = Truth(
    id="S3-113",
    title="Roles and users that a bucket policy names exist before the policy is made",
    why="S3 answers MalformedPolicy: Invalid principal in policy.",
    fix="Refer to the role by its Arn so that the policy waits for it, or deploy its region first.",
    source="GitHub aws-samples/aws-batch-architecture-for-alphafold#1 (MalformedPolicy: Invalid principal in policy);"
    " IAM user guide, Principal (a wildcard cannot match a part of a name)",
    about=("AWS::S3::BucketPolicy",),
    at="PolicyDocument",
    judge=missing,
)
