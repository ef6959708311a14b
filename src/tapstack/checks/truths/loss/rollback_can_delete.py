"""LOSS-004: what is protected from deletion is made last, so that a rollback does not stop at it."""

from collections.abc import Iterator
from typing import Final

from tapstack.checks.truths.loss.keeping import comes_after
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.findings import Severity
from tapstack.graph.stackset import Property

_PROTECTION: Final = {
    "AWS::Cognito::UserPool": "DeletionProtection",
    "AWS::DocDB::DBCluster": "DeletionProtection",
    "AWS::DynamoDB::GlobalTable": "Replicas[].DeletionProtectionEnabled",
    "AWS::DynamoDB::Table": "DeletionProtectionEnabled",
    "AWS::Logs::LogGroup": "DeletionProtectionEnabled",
    "AWS::Neptune::DBCluster": "DeletionProtection",
    "AWS::RDS::DBCluster": "DeletionProtection",
    "AWS::RDS::DBInstance": "DeletionProtection",
}


def judge(properties: Property, view: View) -> Iterator[Fault]:
    """A fault for protection of what a rollback would delete, where something may fail after it was made."""
    item = properties.item
    protected = [flag for flag in properties.each(_PROTECTION[item.type]) if flag.is_in("true", "ACTIVE")]
    if not protected or item.body["DeletionPolicy"].equals("Retain"):
        return
    later = comes_after(item, view)
    if later is not None:
        message = (
            f"{item.logical_id} is protected from deletion; if {later.logical_id} fails after it, the rollback fails."
        )
        yield Fault(protected[0], message)


TRUTH = Truth(
    id="LOSS-004",
    title="What is protected from deletion is made after all that may fail, or is kept by a rollback",
    why="A failed first deployment is rolled back, the service refuses to delete what is protected, and the stack stays"
    " in ROLLBACK_FAILED until somebody lifts the protection by hand.",
    fix="Let it depend on everything else (DependsOn), write DeletionPolicy: Retain, or turn the protection on later.",
    source="assumption: CloudFormation does not lift the protection before it deletes; botocore dynamodb"
    " DeletionProtectionEnabled (a protected table cannot be deleted)",
    about=tuple(_PROTECTION),
    judge=judge,
    severity=Severity.WARNING,
)
