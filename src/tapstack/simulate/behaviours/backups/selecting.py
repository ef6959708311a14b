"""Which resources a selection of a plan backs up.

Source: botocore backup BackupSelection: ARNs, with wildcards, are any of; ListOfTags are any of; Conditions are all
of. That ListOfTags adds to the ARNs, and Conditions narrow what both select, is assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.backups.arns import TEST, kind, name_of, table_arn
from tapstack.simulate.behaviours.backups.settings import opted_in

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

Given = Mapping[str, Any]
_TAG = "aws:ResourceTag/"


def selected(life: Life, region: str, selection: Given) -> list[str]:
    """The ARNs, of types that are backed up in the region. One that is named in full need not be there."""
    every = _tables(life, region) + _buckets(life, region)
    there = [one for one in every if not name_of(one).startswith(TEST)]
    named = [one for one in selection.get("Resources") or [] if "*" not in one]
    found = [one for one in dict.fromkeys(named + there) if _chosen(life, region, one, selection)]
    return [one for one in found if opted_in(life, region, kind(one))]


def _chosen(life: Life, region: str, arn: str, selection: Given) -> bool:
    if _matches(arn, selection.get("NotResources")):
        return False
    tags = selection.get("ListOfTags") or []
    chosen = _matches(arn, selection.get("Resources")) or (bool(tags) and _tagged(_tags(life, region, arn), tags))
    conditions = selection.get("Conditions") or {}
    return chosen and (not conditions or _meets(_tags(life, region, arn), conditions))


def _matches(arn: str, patterns: list[str] | None) -> bool:
    return any(fnmatchcase(arn, one.replace("[", "[[]")) for one in patterns or [])


def _tagged(tags: Given, wanted: list[Given]) -> bool:
    return any(tags.get(one["ConditionKey"]) == one["ConditionValue"] for one in wanted)


def _meets(tags: Given, conditions: Given) -> bool:
    for operator, pairs in conditions.items():
        for pair in pairs or []:
            value = tags.get(pair["ConditionKey"].removeprefix(_TAG))
            wanted = pair["ConditionValue"]
            same = value is not None and (fnmatchcase(value, wanted) if "Like" in operator else value == wanted)
            if same == ("Not" in operator):
                return False
    return True


def _tables(life: Life, region: str) -> list[str]:
    pages = life.client("dynamodb", region).get_paginator("list_tables").paginate()
    return [table_arn(region, life.cloud.account_id, name) for page in pages for name in page["TableNames"]]


def _buckets(life: Life, region: str) -> list[str]:
    s3 = life.client("s3", region)
    names = [one["Name"] for one in s3.list_buckets()["Buckets"]]
    here = [
        name
        for name in names
        if (s3.get_bucket_location(Bucket=name).get("LocationConstraint") or "us-east-1") == region
    ]
    return [f"arn:aws:s3:::{name}" for name in here]


def _tags(life: Life, region: str, arn: str) -> dict[str, str]:
    """The tags of a resource; none of one that is not there."""
    if arn not in _tables(life, region) + _buckets(life, region):
        return {}
    if kind(arn) == "DynamoDB":
        listed = life.client("dynamodb", region).list_tags_of_resource(ResourceArn=arn)["Tags"]
    else:
        tagging = life.client("resourcegroupstaggingapi", region).get_resources(ResourceTypeFilters=["s3"])
        mappings = tagging["ResourceTagMappingList"]
        listed = [tag for one in mappings if one["ResourceARN"].endswith(f":::{name_of(arn)}") for tag in one["Tags"]]
    return {one["Key"]: one["Value"] for one in listed}
