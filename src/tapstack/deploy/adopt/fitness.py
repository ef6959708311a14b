"""Whether a resource that is there can be imported.

Source: AWS CloudFormation user guide, "Resource type support": what the registry can read can be imported; here the
handlers of the resource schemas tell that. The stored list of 2022 names AWS::S3::Bucket, DynamoDB::Table, KMS::Key and
SQS::Queue; that Kinesis::Stream and Backup::BackupVault have joined it is assumed. Of DynamoDB::GlobalTable users tell
both: aws-cloudformation/cloudformation-coverage-roadmap issues 863 (2021: it was imported) and 1442 (2022: it is not
supported). CloudFormation itself is asked before anything is written, by GetTemplateSummary.
"""

from __future__ import annotations

from collections.abc import Mapping

from tapstack.deploy.retained import Found
from tapstack.deploy.stores import Seen
from tapstack.facts.schemas import resource_schema

_PROPERTIES = "/properties/"
_DOOMED = ("PendingDeletion", "PendingReplicaDeletion")
_GOING = ("DELETING", "ARCHIVED")


def unfit(found: Found, stack_name: str) -> str | None:
    """Why it is not imported; None where it can be, or the stack of that name has it already."""
    seen, one = found.seen, found.retained
    if seen is None:
        return found.why
    if found.owner is not None and not is_of(found.owner, stack_name):
        return f"it belongs to the stack {found.owner}: a resource can be in one stack only"
    if seen.state in _DOOMED:
        cancel = f"aws kms cancel-key-deletion --region {seen.region} --key-id {seen.name}"
        return f"the key is scheduled for deletion: call it back with {cancel}, and enable it"
    if seen.state in _GOING:
        return f"it is {seen.state}"
    return None if importable(one.type) else f"CloudFormation cannot import resources of type {one.type}"


def importable(type_name: str) -> bool:
    """Whether CloudFormation can read a type, and so import it."""
    schema = resource_schema(type_name)
    return schema is not None and "read" in schema.body.get("handlers", {}) and bool(schema.primary_identifier)


def identifier(type_name: str, seen: Seen, names: tuple[str, ...] = ()) -> Mapping[str, str]:
    """How an import names it, ``{"BucketName": ...}``; ``names`` are those that CloudFormation asks for."""
    schema = resource_schema(type_name)
    members = [one.removeprefix(_PROPERTIES) for one in schema.primary_identifier] if schema else []
    wanted = list(names) if names and not set(members) <= set(names) else members
    return {name: seen.arn if name.endswith("Arn") else seen.name for name in wanted}


def is_of(stack_id: str, stack_name: str) -> bool:
    """Whether a stack's id is of a stack of that name."""
    return stack_id.split(":stack/", 1)[-1].split("/", 1)[0] == stack_name
