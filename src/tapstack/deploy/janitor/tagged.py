"""What carries the tags of a run, region by region.

Source: https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html (resources of one
region, also some that are gone for a while; IAM's roles, aliases and StackSets are not among them).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tapstack.deploy.janitor.arns import store_of
from tapstack.deploy.janitor.mark import TAG, names
from tapstack.deploy.janitor.remain import Remain
from tapstack.deploy.janitor.scope import Scope


def find(scope: Scope) -> Iterator[Remain]:
    """The stores that carry a run's tags and have its suffix in their name; a key in its tag Name."""
    for region in scope.regions:
        for arn, tags in _listed(scope, region):
            run, store = scope.tell(tags), store_of(arn)
            if run is not None and store is not None and names(run.suffix, _name(*store, tags)):
                yield Remain(run.suffix, store[0], region, store[1])


def _listed(scope: Scope, region: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    pages = scope.client("resourcegroupstaggingapi", region).get_paginator("get_resources")
    for page in pages.paginate(TagFilters=[{"Key": TAG}]):
        for row in page["ResourceTagMappingList"]:
            yield row["ResourceARN"], {tag["Key"]: tag["Value"] for tag in row["Tags"]}


def _name(type_name: str, name: str, tags: Mapping[str, str]) -> str:
    return tags.get("Name", "") if type_name == "AWS::KMS::Key" else name
