"""ACCESS-006: the role of a function may decrypt what an encrypted stream or queue feeds it."""

from collections.abc import Iterator

from tapstack.checks.truths.access.functions import role_behind
from tapstack.checks.truths.access.keys import key_need, key_of
from tapstack.checks.truths.access.needs import Need, lacking
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_KEYS = {
    "AWS::Kinesis::Stream": ("kinesis", "StreamEncryption.KeyId"),
    "AWS::SQS::Queue": ("sqs", "KmsMasterKeyId"),
}


def judge(source: Property, view: View) -> Iterator[Fault]:
    """A fault where the key of the source is not to be used by the role."""
    role = role_behind(source.item["FunctionName"], view)
    if role is not None:
        for need in lacking(role, _needs(source, view), view):
            yield Fault(source, f"{role} may not kms:Decrypt with {need.target}, the key of its event source.")


def _needs(source: Property, view: View) -> Iterator[Need]:
    made = view.find(source, *_KEYS, "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")
    if made is not None and made.type in _KEYS:
        service, path = _KEYS[made.type]
        if not made[path].given or made[path].pattern.startswith("alias/aws/"):
            return
        if key := key_of(made[path], view):
            yield key_need(key, service, ("kms:Decrypt",), view)


TRUTH = Truth(
    id="ACCESS-006",
    title="The role of a function may decrypt the records of its encrypted event source",
    why="The function is never invoked: the mapping's last result is an access problem with KMS, and records age until"
    " they are gone.",
    fix="Permit the role kms:Decrypt on the key of the stream or queue, and let the key's policy delegate to the"
    " account or name the role.",
    source="Amazon SQS developer guide"
    " (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html)"
    " and Kinesis developer guide"
    " (https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html): consumers,"
    " Lambda's roles too, need kms:Decrypt",
    about=("AWS::Lambda::EventSourceMapping",),
    at="EventSourceArn",
    judge=judge,
    later=True,
)
