"""Tags of Route 53's resources, which take them after they are made."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.tags import changes, listed, told
from tapstack.simulate.resources import Wanted


def retag(bench: Bench, name: str, before: dict[str, str], after: dict[str, str], kind: str) -> None:
    """ChangeTagsForResource; ``kind`` is hostedzone or healthcheck."""
    new, gone = changes(before, after)
    changed: dict[str, Any] = {}
    if new:
        changed["AddTags"] = listed(new)
    if gone:
        changed["RemoveTagKeys"] = gone
    if changed:
        bench.client("route53").change_tags_for_resource(ResourceType=kind, ResourceId=name, **changed)


def every_tag(bench: Bench, wanted: Wanted, member: str) -> dict[str, str]:
    """The stack's tags, and those that the template gives in ``member``, which win."""
    return {**bench.owner.tags, **own(wanted, member)}


def own(wanted: Wanted, member: str) -> dict[str, str]:
    """The tags that the template gives."""
    return {str(tag["Key"]): str(tag["Value"]) for tag in wanted.properties.get(member) or []}


def own_told(bench: Bench, name: str, wanted: Wanted, member: str, kind: str) -> list[dict[str, str]]:
    """ListTagsForResource, without the tags of the stack."""
    answer = bench.client("route53").list_tags_for_resource(ResourceType=kind, ResourceId=name)
    asked = Wanted(wanted.logical_id, wanted.type, {"Tags": wanted.properties.get(member) or []})
    return told(bench, answer["ResourceTagSet"]["Tags"], wanted=asked)
