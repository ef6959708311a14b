"""Items of lists that another resource of the same stack has put there: they are no drift.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html (attachments).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.simulate.deployment.readback import differences
from tapstack.simulate.drift.differences import ADD, PropertyDifference

if TYPE_CHECKING:
    from tapstack.simulate.engine import LiveResource, LiveStack

_LISTS = {
    ("AWS::EC2::SecurityGroup", "SecurityGroupEgress"): ("AWS::EC2::SecurityGroupEgress", "GroupId"),
    ("AWS::EC2::SecurityGroup", "SecurityGroupIngress"): ("AWS::EC2::SecurityGroupIngress", "GroupId"),
}
"""A type and its list: the type whose resources are items of it, and the property that says of which."""


def is_attached(live: LiveStack, resource: LiveResource, one: PropertyDifference) -> bool:
    """Whether a difference is the work of another resource of the stack."""
    items = _LISTS.get((resource.type, one.path.split("/")[1]))
    if one.kind != ADD or items is None:
        return False
    return any(not any(differences(item, one.actual)) for item in _items(live, resource, *items))


def _items(live: LiveStack, resource: LiveResource, kind: str, by: str) -> Iterator[Mapping[str, Any]]:
    for other in live.made():
        given = other.wanted.properties if other.wanted and other.type == kind else {}
        if given.get(by) == resource.physical_id:
            yield {name: value for name, value in given.items() if name != by}
