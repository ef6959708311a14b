"""ACCESS-063: the key of a log group lets CloudWatch Logs use it for this group."""

from collections.abc import Iterator

from tapstack.access import arn
from tapstack.checks.truths.access.encrypted import encryption_context, shut_out
from tapstack.checks.truths.access.keys import key_of
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(site: Property, view: View) -> Iterator[Fault]:
    """A fault where the key shuts CloudWatch Logs out."""
    key = key_of(site["KmsKeyId"], view)
    if key is not None:
        group = arn(site.item, view).removesuffix(":*")
        yield from shut_out(site["KmsKeyId"], key, "logs", _ACTIONS, encryption_context("aws:logs:arn", group), view)


_ACTIONS = ("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey")


TRUTH = Truth(
    id="ACCESS-063",
    title="The key of a log group lets CloudWatch Logs use it for this group",
    why="CloudWatch Logs refuses the log group: the key does not exist or is not allowed to be used with it; the"
    " stack fails.",
    fix="Let logs.REGION.amazonaws.com kms:Encrypt*, Decrypt*, ReEncrypt*, GenerateDataKey* and Describe* in the"
    " key policy, under a condition on kms:EncryptionContext:aws:logs:arn that fits the group.",
    source="hashicorp/terraform-provider-aws#29282 quotes the refusal; CloudWatch Logs User Guide"
    " (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html): the actions"
    " for logs.REGION.amazonaws.com",
    about=("AWS::Logs::LogGroup",),
    judge=judge,
)
