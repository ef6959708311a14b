"""Whether one resource is as its stack wants it.

What the simulated service is known not to hold, or to lose, is not compared. Sources: botocore cloudformation,
StackResourceDrift; that a key which waits for its deletion is gone to CloudFormation, its own handler
(aws-cloudformation/aws-cloudformation-resource-providers-kms).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tapstack.simulate.adapters.catalogue import adapter
from tapstack.simulate.adapters.recorded import RecordedAdapter
from tapstack.simulate.drift.attached import is_attached
from tapstack.simulate.drift.differences import PropertyDifference, property_differences
from tapstack.simulate.drift.hiding import hidden
from tapstack.simulate.engine.importing import importable
from tapstack.simulate.engine.refusals import handler_code, reason
from tapstack.simulate.resources import RefusedError, UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.adapters.adapter import Adapter
    from tapstack.simulate.engine import LiveResource, LiveStack
    from tapstack.simulate.engine.hands import Hands

IN_SYNC, MODIFIED, DELETED, NOT_CHECKED = "IN_SYNC", "MODIFIED", "DELETED", "NOT_CHECKED"
_DOOMED = "KMSInvalidStateException"


@dataclass(frozen=True)
class ResourceDrift:
    """``expected`` and ``actual`` are the properties that were compared; None where none were."""

    resource: LiveResource
    status: str
    seconds: float
    reason: str = ""
    expected: Mapping[str, Any] | None = None
    actual: Mapping[str, Any] | None = None
    differences: tuple[PropertyDifference, ...] = ()


def resource_drift(hands: Hands, live: LiveStack, logical_id: str) -> ResourceDrift:
    """How a resource stands now. Raises LookupError where the stack has none of that name, or nothing is made of it."""
    resource, now = live.resources[logical_id], hands.clock.seconds
    made, wanted = resource.there
    kind = adapter(resource.type)
    if kind is None or isinstance(kind, RecordedAdapter) or not importable(resource.type):
        return ResourceDrift(resource, NOT_CHECKED, now, "Drift detection is not supported for this resource type.")
    try:
        hands.clock.show()
        told = hands.provider.read(live.owner, made, wanted)
    except RefusedError as error:
        gone = error.code == _DOOMED or handler_code(error) == "NotFound"
        return ResourceDrift(resource, DELETED if gone else NOT_CHECKED, now, "" if gone else reason(error))
    except UnsupportedError as error:
        return ResourceDrift(resource, NOT_CHECKED, now, str(error))
    if not told:
        return ResourceDrift(resource, DELETED, now)
    return _compared(live, resource, now, kind, told)


def _compared(
    live: LiveStack, resource: LiveResource, now: float, kind: Adapter, told: Mapping[str, Any]
) -> ResourceDrift:
    wanted, secrets = resource.there[1].properties, live.definition_of(resource.logical_id).values.secret_texts
    expected = {name: value for name, value in wanted.items() if name not in kind.recorded}
    actual = {name: told[name] for name in expected if name in told}
    found = [
        one
        for one in property_differences(expected, actual)
        if not kind.loses(one.path.removeprefix("/")) and not is_attached(live, resource, one)
    ]
    shown = tuple(_without(one, secrets) for one in found)
    status = MODIFIED if found else IN_SYNC
    return ResourceDrift(resource, status, now, "", hidden(expected, secrets), hidden(actual, secrets), shown)


def _without(one: PropertyDifference, secrets: Collection[str]) -> PropertyDifference:
    return one._replace(expected=hidden(one.expected, secrets), actual=hidden(one.actual, secrets))
