"""Global secondary indexes: what CreateTable and UpdateTable take of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import RefusedError

_SCHEMA = ("IndexName", "KeySchema", "Projection")
_THROUGHPUT = ("ProvisionedThroughput", "WarmThroughput")


def to_api(given: Mapping[str, Any]) -> dict[str, Any]:
    """An index as CreateTable takes it, without what moto does not hold."""
    return pick(given, *_SCHEMA, *_THROUGHPUT)


def changes(now: Sequence[Mapping[str, Any]], given: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """UpdateTable's updates from the indexes that are there to those that are given.

    Raises RefusedError for what CloudFormation refuses. Sources: https://github.com/aws/aws-cdk/issues/12246 (one at a
    time), https://github.com/aws-amplify/amplify-hosting/issues/2667 (other keys under the same name).
    """
    before, after = ({one["IndexName"]: one for one in indexes} for indexes in (now, given))
    gone = [{"Delete": {"IndexName": name}} for name in before if name not in after]
    new = [{"Create": to_api(one)} for name, one in after.items() if name not in before]
    if len(gone) + len(new) > 1:
        why = "Cannot perform more than one GSI creation or deletion in a single update"
        raise RefusedError("InvalidRequest", why)
    kept = [(before[name], one) for name, one in after.items() if name in before]
    if any(_shape(was) != _shape(one) for was, one in kept):
        why = "Cannot update GSI's properties other than Provisioned Throughput and Contributor Insights Specification."
        raise RefusedError("InvalidRequest", f"{why} You can create a new GSI with a different name.")
    changed = [
        {"Update": {"IndexName": one["IndexName"], name: one[name]}}
        for was, one in kept
        for name in _THROUGHPUT
        if one.get(name) and pick(was[name], *one[name]) != one[name]
    ]
    return gone + new + changed


def _shape(index: Mapping[str, Any]) -> tuple[Any, ...]:
    """What cannot be changed, in one order."""
    projection = index["Projection"]
    return (
        sorted((key["KeyType"], key["AttributeName"]) for key in index["KeySchema"]),
        projection.get("ProjectionType"),
        sorted(projection.get("NonKeyAttributes") or []),
    )
