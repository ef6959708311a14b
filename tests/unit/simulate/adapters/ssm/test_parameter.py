"""AWS::SSM::Parameter."""

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError

KIND = "AWS::SSM::Parameter"
POLICIES = '[{"Type": "Expiration", "Version": "1.0", "Attributes": {"Timestamp": "2027-01-01T00:00:00Z"}}]'
WHOLE = {
    "Name": "/trading/config",
    "Type": "String",
    "Value": "v1",
    "Description": "The configuration",
    "AllowedPattern": "^v.$",
    "DataType": "text",
    "Tier": "Advanced",
    "Tags": {"Team": "Data"},
}
SMALL = {"Name": "/trading/config", "Type": "String", "Value": "v1"}


def versions(making):
    return len(making.bench.client("ssm").get_parameter_history(Name="/trading/config")["Parameters"])


def test_everything_that_the_template_gives_is_told_back(making):
    assert making.read(*making.create(KIND, **WHOLE)) == WHOLE


def test_a_list_of_values_is_one_text(making):
    given = {"Name": "hosts", "Type": "StringList", "Value": "a,b"}
    told = making.read(*making.create(KIND, **given))
    assert (told["Type"], told["Value"]) == ("StringList", "a,b")


def test_ref_is_the_name_and_the_attributes_are_those_of_the_schema(making):
    _, made = making.create(KIND, **WHOLE, Policies=POLICIES)
    assert made.physical_id == "/trading/config"
    assert tuple(sorted(made.attributes)) == attributes(KIND).names
    assert made.attributes["Arn"] == "arn:aws:ssm:us-east-1:123456789012:parameter/trading/config"
    assert (made.attributes["Type"], made.attributes["Value"]) == ("String", "v1")


def test_a_name_without_a_slash_stands_after_one_in_the_arn(making):
    _, made = making.create(KIND, Name="config", Type="String", Value="1")
    assert made.attributes["Arn"] == "arn:aws:ssm:us-east-1:123456789012:parameter/config"


def test_a_parameter_without_a_name_gets_one_of_the_resource(making):
    _, made = making.create(KIND, Type="String", Value="1")
    assert made.physical_id == made.attributes["Name"]
    assert made.physical_id.startswith("CFN-It-")


def test_a_name_that_is_taken_is_refused_and_the_value_stays(making):
    wanted, made = making.create(KIND, **SMALL)
    with pytest.raises(RefusedError, match="ParameterAlreadyExists"):
        making.create(KIND, "Other", **{**SMALL, "Value": "v2"})
    assert making.read(wanted, made)["Value"] == "v1"


def test_an_update_sets_what_is_new(making):
    wanted, made = making.create(KIND, **SMALL, Tags={"Team": "Data"})
    wanted, made = making.update(wanted, made, **{**WHOLE, "Value": "v2", "Tags": {"Stage": "test"}})
    assert making.read(wanted, made) == {**WHOLE, "Value": "v2", "Tags": {"Stage": "test"}}
    assert made.attributes["Value"] == "v2"


def test_a_description_that_the_template_gives_no_more_stays_as_put_parameter_leaves_it(making):
    wanted, made = making.create(KIND, **WHOLE)
    wanted, made = making.update(wanted, made, **{**SMALL, "Value": "v2"})
    assert making.read(wanted, made)["Description"] == "The configuration"


def test_new_tags_are_no_new_version(making):
    wanted, made = making.create(KIND, **SMALL)
    wanted, made = making.update(wanted, made, **SMALL, Tags={"Team": "Data"})
    assert versions(making) == 1
    making.update(wanted, made, **{**SMALL, "Value": "v2"})
    assert versions(making) == 2


def test_policies_are_recorded(making):
    making.create(KIND, **WHOLE, Policies=POLICIES)
    assert making.cloud.records.get("us-east-1", KIND, "/trading/config") == {"Policies": POLICIES}


def test_a_name_that_begins_with_aws_is_refused(making):
    with pytest.raises(RefusedError, match="ValidationException"):
        making.create(KIND, Name="aws-config", Type="String", Value="1")


def test_deleting_a_parameter_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **SMALL)
    making.delete(wanted, made)
    assert making.bench.client("ssm").describe_parameters()["Parameters"] == []
    making.delete(wanted, made)


def test_a_parameter_of_the_same_name_does_not_inherit_tags(making):
    making.delete(*making.create(KIND, **WHOLE))
    assert making.read(*making.create(KIND, **SMALL))["Tags"] == {}


def test_the_stacks_tags_are_set_too(tagged):
    tagged.create(KIND, **SMALL, Tags={"Team": "Data"})
    asked = {"ResourceType": "Parameter", "ResourceId": "/trading/config"}
    there = tagged.bench.client("ssm").list_tags_for_resource(**asked)["TagList"]
    assert sorted(tag["Key"] for tag in there) == ["Stage", "Team"]
