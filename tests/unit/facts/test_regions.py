import json
from pathlib import Path

import botocore
import pytest
from cfnlint.helpers import AVAILABILITY_ZONES

from tapstack.facts.regions import is_region, partition, regions, suggestion, url_suffix, zone_count

BOTOCORE = json.loads((Path(botocore.__file__).parent / "data" / "partitions.json").read_text(encoding="utf-8"))
KNOWN_TO_BOTOCORE = [
    (region, row["id"], row["outputs"]["dnsSuffix"])
    for row in BOTOCORE["partitions"]
    for region in row["regions"]
    if not region.endswith("-global")
]


def test_partition_and_domain_equal_the_installed_botocore() -> None:
    assert [(region, partition(region), url_suffix(region)) for region, _, _ in KNOWN_TO_BOTOCORE] == KNOWN_TO_BOTOCORE


def test_the_regions_are_those_of_the_installed_botocore() -> None:
    assert regions() == tuple(sorted(region for region, _, _ in KNOWN_TO_BOTOCORE))


def test_the_number_of_zones_equals_the_installed_cfn_lint() -> None:
    assert {name: zone_count(name) for name in AVAILABILITY_ZONES} == {
        name: len(zones) for name, zones in AVAILABILITY_ZONES.items()
    }


@pytest.mark.parametrize(
    ("region", "name", "suffix"),
    [
        ("us-east-1", "aws", "amazonaws.com"),
        ("eu-central-1", "aws", "amazonaws.com"),
        ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
        ("us-gov-west-1", "aws-us-gov", "amazonaws.com"),
        ("eusc-de-east-1", "aws-eusc", "amazonaws.eu"),
    ],
)
def test_a_region_lies_in_a_partition(region: str, name: str, suffix: str) -> None:
    assert (partition(region), url_suffix(region)) == (name, suffix)


@pytest.mark.parametrize("name", ["aws-global", "eu-central-9", "EU-CENTRAL-1", "eu-central-1a", ""])
def test_what_is_no_region_has_no_facts(name: str) -> None:
    assert not is_region(name)
    assert (partition(name), url_suffix(name), zone_count(name)) == (None, None, None)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("eu-centrl-1", "eu-central-1"),
        ("EU-CENTRAL-1", "eu-central-1"),
        ("us_east_1", "us-east-1"),
        (" us-east-1 ", "us-east-1"),
        ("frankfurt", None),
        ("", None),
    ],
)
def test_a_close_name_is_suggested(name: str, meant: str | None) -> None:
    assert suggestion(name) == meant
