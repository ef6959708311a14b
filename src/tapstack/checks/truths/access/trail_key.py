"""ACCESS-064: the key of a trail lets CloudTrail use it."""

from collections.abc import Iterator

from tapstack.access import arn, perhaps
from tapstack.checks.truths.access.encrypted import shut_out
from tapstack.checks.truths.access.keys import key_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where the key shuts CloudTrail out."""
    key = key_of(site["KMSKeyId"], view)
    if key is not None:
        context = {"aws:sourcearn": perhaps(arn(site.item, view))}
        yield from shut_out(site["KMSKeyId"], key, "cloudtrail", ("kms:GenerateDataKey",), context, view)


TRUTH = Truth(
    id="ACCESS-064",
    title="The key of a trail lets CloudTrail use it",
    why="CloudTrail refuses the trail: InsufficientEncryptionPolicyException; the stack fails.",
    fix="Let cloudtrail.amazonaws.com kms:GenerateDataKey* in the key policy, with the trail as aws:SourceArn.",
    source="botocore cloudtrail, InsufficientEncryptionPolicyException: the policy on the KMS key does not have"
    " sufficient permissions for the operation",
    about=("AWS::CloudTrail::Trail",),
    judge=judge,
)
