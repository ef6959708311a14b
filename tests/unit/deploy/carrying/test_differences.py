"""Where a StackSet is not as it is wanted."""

import json
from dataclasses import replace

import pytest

from tapstack.deploy.planning.differences import differences
from tests.unit.deploy.carrying.conftest import TEMPLATE


def test_a_set_as_it_is_wanted_does_not_differ(wish, as_wanted):
    assert differences(wish(), as_wanted()) == ()


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"TemplateBody": '{"Resources": {}}'}, "the template"),
        ({"Parameters": [{"ParameterKey": "Password", "ParameterValue": "****"}]}, "parameter Size"),
        ({"Capabilities": []}, "the capabilities"),
        ({"Tags": [{"Key": "a", "Value": "b"}]}, "the tags"),
        ({"Description": "Old"}, "the description"),
        ({"ManagedExecution": {"Active": False}}, "managed execution"),
        ({"AdministrationRoleARN": "arn:aws:iam::123456789012:role/Other"}, "the administration role"),
        ({"ExecutionRoleName": "Other"}, "the execution role"),
    ],
)
def test_each_difference_is_told_by_name(wish, as_wanted, changes, what):
    assert differences(wish(), as_wanted(**changes)) == (what,)


def test_a_parameter_that_the_template_has_no_more_is_a_difference(wish, as_wanted):
    more = [*as_wanted()["Parameters"], {"ParameterKey": "Gone", "ParameterValue": "x"}]
    assert differences(wish(), as_wanted(Parameters=more)) == ("parameter Gone",)


def test_another_layout_of_the_same_json_is_no_difference(wish, as_wanted):
    assert differences(wish(), as_wanted(TemplateBody=json.dumps(TEMPLATE, indent=4))) == ()


def test_a_secret_cannot_be_compared_and_an_update_can_be_asked_for(wish, as_wanted):
    other = replace(wish(), parameters={"Size": "small", "Password": "other"})
    assert differences(other, as_wanted()) == ()
    assert differences(replace(other, regardless=True), as_wanted()) == ("--update was given",)
