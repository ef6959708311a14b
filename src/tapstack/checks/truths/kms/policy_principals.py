"""KMS-002: the roles and users that a key policy names are there before the key."""

from tapstack.checks.truths.named_principals import missing
from tapstack.checks.truths.truth import Truth

TRUTH = Truth(
    id="KMS-002",
    title="Roles and users that a key policy names exist before the key is made",
    why="KMS answers MalformedPolicyDocumentException: a statement has one or more invalid principals.",
    fix="Name the account's root and give access by IAM, or refer to the role by its Arn so that the key waits.",
    source="resource schema AWS::KMS::Key, KeyPolicy (the principals in the key policy must exist and be visible to"
    " KMS); IAM user guide, Principal (a wildcard cannot match a part of a name)",
    about=("AWS::KMS::Key", "AWS::KMS::ReplicaKey"),
    at="KeyPolicy",
    judge=missing,
)
