"""Types: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html ."""

import pytest

from tapstack.template.parameter_types import DOCUMENTED, parameter_type


@pytest.mark.parametrize(
    ("name", "is_list", "stored", "is_number"),
    [
        ("String", False, False, False),
        ("Number", False, False, True),
        ("List<Number>", True, False, True),
        ("List<String>", True, False, False),
        ("CommaDelimitedList", True, False, False),
        ("AWS::EC2::VPC::Id", False, False, False),
        ("List<AWS::EC2::Subnet::Id>", True, False, False),
        ("AWS::SSM::Parameter::Name", False, False, False),
        ("AWS::SSM::Parameter::Value<String>", False, True, False),
        ("AWS::SSM::Parameter::Value<List<String>>", True, True, False),
        ("AWS::SSM::Parameter::Value<CommaDelimitedList>", True, True, False),
        ("AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", False, True, False),
        ("AWS::SSM::Parameter::Value<List<AWS::EC2::Image::Id>>", True, True, False),
    ],
)
def test_documented_types_are_taken_apart(name: str, is_list: bool, stored: bool, is_number: bool) -> None:
    found = parameter_type(name)
    assert found is not None
    assert found.documented
    assert (found.is_list, found.stored, found.is_number) == (is_list, stored, is_number)


@pytest.mark.parametrize(
    "name",
    [
        "Boolean",
        "string",
        "",
        "AWS::EC2::Vpc::Id",
        "List<Number",
        "List<>",
        "List<AWS::SSM::Parameter::Value<String>>",  # documented as unsupported
    ],
)
def test_other_types_are_refused(name: str) -> None:
    assert parameter_type(name) is None


def test_an_undocumented_list_is_taken_but_not_documented() -> None:
    found = parameter_type("List<AWS::EC2::KeyPair::KeyName>")  # cfn-lint W2002
    assert found is not None
    assert found.is_list
    assert not found.documented


def test_the_list_of_types_is_the_one_cfn_lint_has() -> None:
    from cfnlint.helpers import VALID_PARAMETER_TYPES

    assert set(VALID_PARAMETER_TYPES) - DOCUMENTED == set()
