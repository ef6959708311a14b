"""ACCESS-011: the role of a function may decrypt its environment."""

from collections.abc import Iterator

from tapstack.checks.truths.access.keys import key_need, key_of
from tapstack.checks.truths.access.needs import Need, faults
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault where the key is not to be used by the role."""
    if properties["KmsKeyArn"].given and properties["Environment.Variables"].raw:
        yield from faults(properties["Role"], _needs(properties, view), view)


def _needs(properties: Property, view: View) -> Iterator[Need]:
    if key := key_of(properties["KmsKeyArn"], view):
        yield key_need(key, "lambda", ("kms:Decrypt",), view)


TRUTH = Truth(
    id="ACCESS-011",
    title="The role of a function may decrypt its environment with the key that it names",
    why="The function is made; every invocation then fails with KMSAccessDeniedException.",
    fix="Permit the role kms:Decrypt on the key, and let the key's policy delegate to the account or name the role.",
    source="botocore lambda, KMSAccessDeniedException: environment variables could not be decrypted because access to"
    " KMS was denied",
    about=("AWS::Lambda::Function",),
    judge=judge,
    later=True,
)
