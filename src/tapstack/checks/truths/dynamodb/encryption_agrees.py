"""DDB-013: a table that has a key is encrypted with it."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(encryption: Property, _: View) -> Iterator[Fault]:
    """A fault for a key or a type while encryption with KMS is off, and for a key without the type."""
    on = encryption["SSEEnabled"].flag
    for name in ("KMSMasterKeyId", "SSEType"):
        if not on and encryption.has(name):
            yield Fault(encryption[name], f"{name} is given, but SSEEnabled is false.")
    if on and encryption.has("KMSMasterKeyId") and not encryption.has("SSEType"):
        yield Fault(encryption, "KMSMasterKeyId is given without SSEType.")


TRUTH = Truth(
    id="DDB-013",
    title="A table with a KMS key has SSEEnabled: true and SSEType: KMS",
    why="DynamoDB refuses the table: a key or type belongs to encryption that is turned on.",
    fix="Set SSEEnabled: true and SSEType: KMS, or remove the key.",
    source="resource schema AWS::DynamoDB::Table, SSESpecification (the key asks for SSEType; disabled means a key that"
    " AWS owns)",
    about=("AWS::DynamoDB::Table",),
    at="SSESpecification",
    judge=judge,
)
