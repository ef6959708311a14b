"""Tags of Backup's resources, which are an object, under another name at each type."""

from __future__ import annotations

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Wanted


def all_tags(bench: Bench, wanted: Wanted, name: str) -> dict[str, str]:
    """Those in the property of that name, the stack's and CloudFormation's."""
    return tags(bench, wanted, system=True) | dict(wanted.properties.get(name) or {})


def retag(bench: Bench, arn: str, before: dict[str, str], after: dict[str, str]) -> None:
    """UntagResource and TagResource."""
    new, gone = changes(before, after)
    if gone:
        bench.client("backup").untag_resource(ResourceArn=arn, TagKeyList=gone)
    if new:
        bench.client("backup").tag_resource(ResourceArn=arn, Tags=new)


def own_tags(bench: Bench, arn: str, wanted: Wanted, name: str) -> dict[str, str]:
    """The tags that ListTags tells, without CloudFormation's and those that only the stack has."""
    pairs: dict[str, str] = bench.client("backup").list_tags(ResourceArn=arn).get("Tags", {})
    mine = wanted.properties.get(name) or {}
    others = {one["Key"] for one in told(bench, listed(pairs))}
    return {key: value for key, value in pairs.items() if key in mine or key in others}


def untag(bench: Bench, arn: str) -> None:
    """No tag stays of what is gone: moto would give them to the next of that ARN."""
    retag(bench, arn, bench.client("backup").list_tags(ResourceArn=arn).get("Tags", {}), {})
