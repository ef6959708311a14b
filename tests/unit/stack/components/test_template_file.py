"""The template as a file, which people can read and CloudFormation takes.

Limits are CloudFormation's quotas: 51,200 bytes in a request and 1 MB by URL, 500 resources, 200 parameters, 200 outputs.
"""

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.stack.values import inside

ROOT = Path(__file__).parents[4]


SECTIONS = [
    "AWSTemplateFormatVersion",
    "Description",
    "Metadata",
    "Parameters",
    "Rules",
    "Mappings",
    "Conditions",
    "Resources",
    "Outputs",
]


ATTRIBUTES = ["Type", "Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata", "Properties"]


@pytest.fixture(scope="module")
def text() -> str:
    return (ROOT / "lib" / "TapStack.json").read_text(encoding="utf-8")


def texts(value: Any) -> Iterator[str]:
    """Every text in it that is not code."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, str):
        yield value
    for name, member in members:
        if name != "ZipFile":
            yield from texts(member)


def test_sections_stand_in_the_order_of_the_documentation(raw) -> None:
    assert list(raw) == SECTIONS


def test_nothing_needs_a_transform(raw) -> None:
    """The role of a service-managed StackSet runs none."""
    functions = {key for value in inside(raw) if isinstance(value, dict) for key in value if key.startswith("Fn::")}
    names = "And Cidr Equals FindInMap GetAtt If Join Not Or Select Split Sub"
    assert functions and functions <= {f"Fn::{name}" for name in names.split()}


def test_maps_are_read_as_without_a_transform(raw) -> None:
    """With AWS::LanguageExtensions only, FindInMap takes a default and functions other than FindInMap and Ref."""
    read = [value["Fn::FindInMap"] for value in inside(raw) if isinstance(value, dict) and "Fn::FindInMap" in value]
    assert read
    for arguments in read:
        assert len(arguments) == 3
        assert {key for value in inside(arguments) if isinstance(value, dict) for key in value} <= {
            "Fn::FindInMap",
            "Ref",
        }


def test_each_map_knows_every_region_that_can_be_chosen(raw) -> None:
    """A region that a map does not know would be refused in the middle of an operation."""
    regions = {one for name in ("SourceRegion", "TargetRegion") for one in raw["Parameters"][name]["AllowedValues"]}
    assert [set(rows) for rows in raw["Mappings"].values()] == [regions]


def test_the_template_goes_by_url_with_room_to_grow(text) -> None:
    assert 51_200 < len(text.encode()) < 0.75 * 1_000_000


@pytest.mark.parametrize(("section", "quota"), [("Resources", 500), ("Parameters", 200), ("Outputs", 200)])
def test_quotas_are_not_even_half_used(section, quota, raw) -> None:
    assert 0 < len(raw[section]) < quota / 2


def test_the_file_is_written_for_readers(text) -> None:
    lines = text.splitlines()
    assert text.endswith("}\n") and "\t" not in text and "\r" not in text
    assert [number for number, line in enumerate(lines, 1) if line != line.rstrip()] == []
    assert {len(line) - len(line.lstrip(" ")) for line in lines} <= set(range(0, 80, 2))


def test_no_key_is_written_twice(text) -> None:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(pairs)) == len(pairs), [key for key, _ in pairs]
        return dict(pairs)

    json.loads(text, object_pairs_hook=once)


def test_resources_stand_in_their_sections_in_order(raw) -> None:
    sections = raw["Metadata"]["Sections"]
    assert list(itertools.chain(*sections.values())) == list(raw["Resources"])


def test_attributes_of_resources_stand_in_one_order(raw) -> None:
    for name, body in raw["Resources"].items():
        assert list(body) == [attribute for attribute in ATTRIBUTES if attribute in body], name


def test_properties_of_a_type_stand_in_one_order(raw) -> None:
    follows: dict[tuple[str, str, str], str] = {}
    for name, body in raw["Resources"].items():
        for first, second in itertools.combinations(body["Properties"], 2):
            assert (body["Type"], second, first) not in follows, f"{name}: {first} before {second}, else {follows}"
            follows[body["Type"], first, second] = name


def test_lists_of_actions_are_sorted_and_name_each_once(raw) -> None:
    named = [value["Action"] for value in inside(raw["Resources"]) if isinstance(value, dict) and "Action" in value]
    lists = [actions for actions in named if isinstance(actions, list)]
    assert lists and [actions for actions in lists if actions != sorted(set(actions))] == []


def test_no_partition_account_or_region_is_written_in(raw) -> None:
    """But in the sources of functions, whose comments may."""
    written = [value for name in ("Conditions", "Resources", "Outputs") for value in texts(raw[name])]
    assert [value for value in written if "arn:aws" in value or re.search(r"\d{12}|\b(us|eu)-[a-z]+-\d", value)] == []
