"""KMS-017: a key stays as long as the data that it encrypts."""

from collections.abc import Iterator

from tapstack.checks.truths.kms.keys import PATHS, key_of, named_keys
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_RETAINED = ("Retain", "RetainExceptOnCreate")


def judge(resource: Property, view: View) -> Iterator[Fault]:
    """A fault for a resource that is retained and whose key is deleted with the stack."""
    if not resource.item.body["DeletionPolicy"].is_in(*_RETAINED):
        return
    for reference in named_keys(resource):
        key = key_of(reference, view)
        if key and not key.body["DeletionPolicy"].is_in(*_RETAINED):
            yield Fault(reference, f"{resource.item} is retained, and its key {key} is deleted with the stack.")


TRUTH = Truth(
    id="KMS-017",
    title="A key is retained if something that it encrypts is retained",
    why="When the stack is deleted the data stays, and after the waiting period nobody can read it any more.",
    fix="Give the key the DeletionPolicy of what it encrypts.",
    source="assumption: who retains data means to read it (botocore kms ScheduleKeyDeletion: data encrypted under a"
    " deleted key is unrecoverable)",
    about=tuple(PATHS),
    severity=Severity.WARNING,
    judge=judge,
)
