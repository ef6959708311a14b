"""Our answer beside cfn-lint's for every resource type, with every difference and its reason."""

import pytest
from cfnlint.schema._schema import Schema

from tapstack.facts.attributes import attributes
from tapstack.facts.pointers import path_of
from tapstack.facts.schemas import known_types, resource_schema, schema_regions

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
# A map with patternProperties but no type: GetAtt gives no mapping, as for those with a type.
UNTYPED_MAPS = {("AWS::Grafana::Workspace", "Tags")}


@pytest.fixture(scope="module")
def every_type():
    return sorted(set().union(*(known_types(region) for region in schema_regions())))


def theirs(name):
    return {pattern.replace("\\", "") for pattern in Schema(resource_schema(name).body).get_atts.data}


def is_below_a_read_only_object(name, attribute):
    parents = (".".join(path_of(pointer)) for pointer in resource_schema(name).read_only)
    return any(attribute.startswith(f"{parent}.") for parent in parents)


def test_all_that_cfn_lint_accepts_is_accepted_but_items_of_lists(every_type):
    refused = {(name, each) for name in every_type for each in theirs(name) if not attributes(name).allows(each)}
    named = {(name, each) for name, each in refused if "*" not in each}
    assert named <= UNTYPED_MAPS


def test_what_is_accepted_beyond_cfn_lint_lies_below_an_object_that_getatt_gives(every_type):
    beyond = {(name, each) for name in every_type for each in attributes(name).names if each not in theirs(name)}
    unexplained = {(name, each) for name, each in beyond if not is_below_a_read_only_object(name, each)}
    assert {(name, each.split(".")[0]) for name, each in unexplained} == TYPE_BESIDE_REFERENCE


def test_the_comparison_sees_every_type(every_type):
    assert len(every_type) > 1800
    assert sum(len(attributes(name).names) for name in every_type) > 5000
