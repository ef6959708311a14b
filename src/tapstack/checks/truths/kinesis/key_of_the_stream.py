"""KINESIS-005: the key of a stream is there, in its region, and can encrypt."""

from collections.abc import Iterator

from tapstack.checks.truths import keys
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(key: Property, view: View) -> Iterator[Fault]:
    """A fault for a key that the stream cannot be encrypted with."""
    yield from keys.faults(key, view, key.item.region)


TRUTH = Truth(
    id="KINESIS-005",
    title="The KMS key of a stream exists in its region, is enabled and symmetric, before the stream is encrypted",
    why="Kinesis asks for the key when encryption starts, and the stack fails if it cannot be used.",
    fix="Name a symmetric key of the stream's own region, by Ref or GetAtt; after an alias add DependsOn.",
    source="botocore kinesis StartStreamEncryption (KMSNotFoundException, KMSDisabledException,"
    " KMSInvalidStateException)",
    about=("AWS::Kinesis::Stream",),
    at="StreamEncryption.KeyId",
    judge=judge,
)
