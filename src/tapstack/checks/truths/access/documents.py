"""Policy documents wherever templates have them, and their parts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tapstack.access import ones
from tapstack.graph.stackset import NotKnown, Property
from tapstack.render.pattern import lengths, pattern
from tapstack.template.unresolved import Unresolved

IDENTITY = (
    "AWS::IAM::Group",
    "AWS::IAM::GroupPolicy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::Role",
    "AWS::IAM::RolePolicy",
    "AWS::IAM::User",
    "AWS::IAM::UserPolicy",
)
RESOURCE = {
    "AWS::KMS::Key": "KeyPolicy",
    "AWS::KMS::ReplicaKey": "KeyPolicy",
    "AWS::S3::BucketPolicy": "PolicyDocument",
    "AWS::SNS::TopicPolicy": "PolicyDocument",
    "AWS::SQS::QueuePolicy": "PolicyDocument",
    "AWS::SecretsManager::ResourcePolicy": "ResourcePolicy",
    "AWS::ECR::Repository": "RepositoryPolicyText",
    "AWS::Backup::BackupVault": "AccessPolicy",
}
PRINCIPALS = ("AWS::IAM::Role", *RESOURCE)


def identity_documents(properties: Property) -> Iterator[Property]:
    """The documents that say what a role, user or group may do."""
    yield from properties.each("PolicyDocument")
    for policy in properties["Policies"].items if properties["Policies"].raw is not None else ():
        yield policy["PolicyDocument"]


def principal_document(properties: Property) -> Property:
    """The document that says who may come: the trust policy of a role, the policy at a resource."""
    return properties[RESOURCE.get(properties.item.type, "AssumeRolePolicyDocument")]


def statements(document: Property) -> Iterator[Property]:
    """The statements of a document that is given."""
    if document.raw is not None:
        yield from document.document["Statement"].items


def identity_statements(properties: Property) -> Iterator[Property]:
    """The statements of all documents of a role, user or group, or of a policy."""
    for document in identity_documents(properties):
        yield from statements(document)


def principals(properties: Property, *kinds: str) -> Iterator[Property]:
    """Every principal of these kinds that a document names."""
    for statement in statements(principal_document(properties)):
        for name in ("Principal", "NotPrincipal"):
            for kind in kinds if isinstance(statement[name].raw, dict) else ():
                yield from ones(statement[name][kind])


def size(document: Property) -> tuple[int, int | None]:
    """The least and most characters of a document, white space not counted."""
    text = json.dumps(_plain(document.raw), separators=(",", ":"), ensure_ascii=False)
    return lengths(re.sub(r"\s", "", text))


def _plain(raw: Any) -> Any:
    if isinstance(raw, dict):
        return {name: _plain(value) for name, value in raw.items()}
    if isinstance(raw, list):
        return [_plain(value) for value in raw]
    if isinstance(raw, Unresolved):
        return pattern(raw)
    return raw


def too_long(least: int, most: int | None, limit: int, label: str) -> bool:
    """Whether it certainly is; raises NotKnown where it may be."""
    if least <= limit and (most is None or most > limit) and least > limit // 2:
        raise NotKnown(f"how long {label} gets is not known")
    return least > limit
