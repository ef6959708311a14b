"""LAMBDA-011: the key of a function, or of a filter, is there, in its region, and can encrypt."""

from collections.abc import Iterator

from tapstack.checks.truths import keys
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(key: Property, view: View) -> Iterator[Fault]:
    """A fault for a key that cannot be used."""
    yield from keys.faults(key, view, key.item.region)


TRUTH = Truth(
    id="LAMBDA-011",
    title="The KMS key of a function or event source mapping exists in its region, is enabled and symmetric",
    why="Lambda refuses it, or the function cannot start: its variables cannot be decrypted.",
    fix="Name a symmetric key of the function's own region by GetAtt.",
    source="botocore lambda Invoke (KMSNotFoundException, KMSDisabledException, KMSInvalidStateException); Lambda"
    " developer"
    " guide, encrypting environment variables"
    " (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html)",
    about=("AWS::Lambda::Function", "AWS::Lambda::EventSourceMapping"),
    at="KmsKeyArn",
    judge=judge,
)
