"""What names look like: the table, and the resource schemas beside it."""

import re

import pytest

from tapstack.facts.physical_names import name_rules, named_types
from tapstack.facts.schemas import resource_schema


@pytest.mark.parametrize("type_name", named_types())
def test_every_row_is_of_a_property_that_the_type_has(type_name: str) -> None:
    schema = resource_schema(type_name)
    assert schema is not None
    for rule in name_rules(type_name):
        assert rule.name.partition(".")[0] in schema.properties
        assert rule.source.startswith(("https://docs.aws.amazon.com/", "botocore ", "CloudFormation resource schema "))
        assert all(name in schema.properties for name in rule.within)


def test_the_table_is_no_wider_than_the_schema() -> None:
    (rule,) = name_rules("AWS::IAM::Role")
    assert (rule.least, rule.most, rule.scope, rule.ignores_case) == (1, 64, "account", True)


def test_a_type_without_a_row_has_the_rules_of_its_schema() -> None:
    rules = {rule.name: rule for rule in name_rules("AWS::Athena::WorkGroup")}
    assert rules["Name"].scope == ""
    assert rules["Name"].restricts


def test_the_types_of_alarms_share_their_names() -> None:
    (plain,), (composite,) = name_rules("AWS::CloudWatch::Alarm"), name_rules("AWS::CloudWatch::CompositeAlarm")
    assert plain.kind == composite.kind


@pytest.mark.parametrize("name", ["data", "a.b", "0-0", "a" * 63])
def test_names_that_buckets_may_have(name: str) -> None:
    (rule,) = name_rules("AWS::S3::Bucket")
    assert all(re.fullmatch(form, name) for form in rule.whole)
    assert not (rule.wrong and rule.wrong.search(name))


@pytest.mark.parametrize("name", ["-a", "a-", "a..b", "10.0.0.1", "xn--a", "a-s3alias", "a--x-s3"])
def test_names_that_buckets_may_not_have(name: str) -> None:
    (rule,) = name_rules("AWS::S3::Bucket")
    assert not all(re.fullmatch(form, name) for form in rule.whole)
