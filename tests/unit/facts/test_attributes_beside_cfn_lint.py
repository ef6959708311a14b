"""Our answer beside cfn-lint's for every resource type, with every difference and its reason."""

import pytest
from cfnlint.schema._schema import Schema

from tapstack.facts.attributes import Attributes, attributes
from tapstack.facts.pointers import path_of
from tapstack.facts.schemas import ResourceSchema, known_types, resource_schema, schema_regions

# The property has both a type and a $ref: cfn-lint looks only at the type, finds no properties there and lists none.
TYPE_BESIDE_REFERENCE = {
    ("AWS::EC2::Instance", "LaunchTemplate"),
    ("AWS::EC2::Instance", "MetadataOptions"),
    ("AWS::EC2::Instance", "PrivateDnsNameOptions"),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "MinimumLoadBalancerCapacity"),
    ("AWS::GameLift::GameSessionQueue", "FilterConfiguration"),
    ("AWS::GameLift::GameSessionQueue", "PriorityConfiguration"),
    ("AWS::RedshiftServerless::Workgroup", "PricePerformanceTarget"),
}
# A list of mappings: cfn-lint refuses it only where their schema stands in place, not where it is a reference.
LIST_OF_MAPPINGS = {("AWS::Grafana::Workspace", "Tags")}


def known(name: str) -> ResourceSchema:
    found = resource_schema(name)
    assert found is not None
    return found


def ours(name: str) -> Attributes:
    found = attributes(name)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def every_type() -> list[str]:
    return sorted({name for region in schema_regions() for name in known_types(region) or ()})


def theirs(name: str) -> set[str]:
    return {pattern.replace("\\", "") for pattern in Schema(known(name).body).get_atts.data}


def is_below_a_read_only_object(name: str, attribute: str) -> bool:
    parents = (".".join(path_of(pointer)) for pointer in known(name).read_only)
    return any(attribute.startswith(f"{parent}.") for parent in parents)


def test_all_that_cfn_lint_accepts_is_accepted_but_items_of_lists(every_type: list[str]) -> None:
    refused = {(name, each) for name in every_type for each in theirs(name) if not ours(name).allows(each)}
    assert {(name, each) for name, each in refused if "*" not in each} == set()


def test_what_is_accepted_beyond_cfn_lint_lies_below_an_object_that_getatt_gives(every_type: list[str]) -> None:
    beyond = {(name, each) for name in every_type for each in ours(name).names if each not in theirs(name)}
    unexplained = {(name, each) for name, each in beyond if not is_below_a_read_only_object(name, each)}
    assert {(name, each.split(".")[0]) for name, each in unexplained} == TYPE_BESIDE_REFERENCE | LIST_OF_MAPPINGS


def test_the_comparison_sees_every_type(every_type: list[str]) -> None:
    assert len(every_type) > 1800
    assert sum(len(ours(name).names) for name in every_type) > 5000
