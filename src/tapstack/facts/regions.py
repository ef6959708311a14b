"""Regions and partitions: which exist, under which name and domain.

Source: botocore's partitions for names, partitions and domains; cfn-lint for the number of zones. Both are
in ``regions.json``, which ``tools/generate_regions.py`` writes.
"""

from functools import cache
from pathlib import Path
from typing import Any

from tapstack.facts.installed import read_json
from tapstack.findings.similar import nearest


def is_region(name: str) -> bool:
    """Whether AWS has a region of this name."""
    return name in _partitions_by_region()


def regions() -> tuple[str, ...]:
    """All regions of all partitions, sorted."""
    return tuple(sorted(_partitions_by_region()))


def partition(region: str) -> str | None:
    """What ``AWS::Partition`` gives in a region, ``aws-cn``; None for a region that does not exist."""
    return _partitions_by_region().get(region)


def url_suffix(region: str) -> str | None:
    """What ``AWS::URLSuffix`` gives in a region, ``amazonaws.com.cn``; None for a region that does not exist."""
    name = partition(region)
    return None if name is None else _partitions()[name]["url_suffix"]


def zone_count(region: str) -> int | None:
    """How many zones cfn-lint lists for a region; an account may see others. None where it lists none."""
    name = partition(region)
    return None if name is None else _partitions()[name]["zones"][region]


def suggestion(name: str) -> str | None:
    """The region that was probably meant by a name that is none; None where nothing is close."""
    return nearest(name.strip().replace("_", "-"), regions(), cutoff=0.8)


@cache
def _partitions() -> dict[str, Any]:
    found: dict[str, Any] = read_json(Path(__file__).with_name("regions.json"))["partitions"]
    return found


@cache
def _partitions_by_region() -> dict[str, str]:
    return {region: name for name, row in _partitions().items() for region in row["zones"]}
