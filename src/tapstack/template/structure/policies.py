"""DeletionPolicy and UpdateReplacePolicy."""

from collections.abc import Iterator
from typing import Any

from tapstack.findings import Problem
from tapstack.template import checks
from tapstack.template.structure.scope import Entry, Scope, is_function, is_pattern, kind

_VALUES = {
    "DeletionPolicy": ("Delete", "Retain", "RetainExceptOnCreate"),
    "UpdateReplacePolicy": ("Delete", "Retain"),
}
# DeletionPolicy attribute, user guide; the list of cfn-lint 1.58.
_WITH_SNAPSHOTS = frozenset(
    {
        "AWS::DocDB::DBCluster",
        "AWS::EC2::Volume",
        "AWS::ElastiCache::CacheCluster",
        "AWS::ElastiCache::ReplicationGroup",
        "AWS::Neptune::DBCluster",
        "AWS::RDS::DBCluster",
        "AWS::RDS::DBInstance",
        "AWS::Redshift::Cluster",
    }
)


def problems(scope: Scope, entry: Entry) -> Iterator[Problem]:
    """A value that CloudFormation does not know; what a function gives is looked at when it is rendered."""
    for name in _VALUES:
        value = entry.value.get(name)
        if value is not None and not (entry.expanded and isinstance(value, str) and is_pattern(value)):
            yield from _policy(scope, entry, name, value)


def _policy(scope: Scope, entry: Entry, name: str, value: Any) -> Iterator[Problem]:
    path = (*entry.path, name)
    if isinstance(value, dict) and is_function(value):
        return
    known = policy_values(name, entry.value.get("Type"))
    if value not in known:
        shown = repr(value[:40]) if isinstance(value, str) else kind(value)
        yield scope.problem(checks.DELETION_POLICY, path, f"{name} is {shown}", f"Write {', '.join(known)}.")


def policy_values(name: str, resource_type: Any) -> tuple[str, ...]:
    """What DeletionPolicy or UpdateReplacePolicy may be for a resource type."""
    return (*_VALUES[name], "Snapshot") if resource_type in _WITH_SNAPSHOTS else _VALUES[name]
