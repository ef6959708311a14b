"""Faults of the Parameters section itself, each at its place."""

from typing import Any

import pytest

from tapstack.findings import Status
from tapstack.template.model import Template
from tapstack.template.parameter_checks import CHECKS
from tapstack.template.parameters import ParameterSet
from tapstack.template.position import Position


class Nowhere:
    def find(self, path: tuple[str | int, ...]) -> Position:
        return Position(1, 1)


def section(**parameters: Any) -> ParameterSet:
    return ParameterSet(Template("t.json", "", 0, {"Parameters": parameters}, Nowhere()))


def faults(declaration: Any) -> list[tuple[str, tuple[str | int, ...], str]]:
    problems = section(P=declaration).problems
    return [(problem.check.id, problem.path[2:], problem.status.value) for problem in problems]


@pytest.mark.parametrize(
    "declaration",
    [
        {"Type": "String"},
        # the two examples of the Parameters page, with numbers and truth as text and as JSON
        {"Type": "Number", "Default": "3306", "MinValue": "1150", "MaxValue": "65535"},
        {"Type": "Number", "Default": 3306, "MinValue": 1150, "MaxValue": 65535},
        {"Type": "String", "NoEcho": "true", "MinLength": "1", "MaxLength": 41, "AllowedPattern": "^[a-zA-Z0-9]*$"},
        {"Type": "CommaDelimitedList", "Default": "10.0.48.0/24, 10.0.112.0/24, 10.0.176.0/24"},
        {"Type": "String", "Default": True, "AllowedValues": ["true", "false"]},
        {"Type": "String", "Default": "true", "AllowedValues": [True, False]},
        # https://github.com/aws-cloudformation/cfn-lint/issues/3465
        {"Type": "List<String>", "Default": "80.0.0.0/0, 81.0.0.0/8", "AllowedPattern": r"^([0-9]{1,3}\.){3}[0-9]/\d$"},
        # https://github.com/aws-cloudformation/cfn-lint/pull/2193
        {"Type": "AWS::EC2::SecurityGroup::Id", "MinLength": 1},
        {"Type": "AWS::EC2::VPC::Id", "Default": ""},
        {"Type": "List<Number>", "MinValue": 1, "Default": "1,2"},
        {"Type": "String", "Description": "x" * 4000},
    ],
)
def test_right_declarations_have_no_fault(declaration: dict[str, Any]) -> None:
    assert faults(declaration) == []


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("String", ("PAR-001", (), "FAIL")),
        ({"Default": "a"}, ("PAR-002", (), "FAIL")),
        ({"Type": "Boolean"}, ("PAR-002", ("Type",), "FAIL")),
        ({"Type": "List<AWS::EC2::KeyPair::KeyName>"}, ("PAR-003", ("Type",), "FAIL")),
        ({"Type": "String", "DefaultValue": "a"}, ("PAR-004", ("DefaultValue",), "FAIL")),
        ({"Type": ["String"]}, ("PAR-005", ("Type",), "FAIL")),
        ({"Type": "String", "Default": {"Ref": "X"}}, ("PAR-005", ("Default",), "FAIL")),
        ({"Type": "CommaDelimitedList", "Default": ["a"]}, ("PAR-005", ("Default",), "FAIL")),
        ({"Type": "String", "AllowedValues": "a b"}, ("PAR-005", ("AllowedValues",), "FAIL")),
        ({"Type": "String", "AllowedValues": [{}]}, ("PAR-005", ("AllowedValues",), "FAIL")),
        ({"Type": "String", "MinLength": "three"}, ("PAR-005", ("MinLength",), "FAIL")),
        ({"Type": "String", "MinLength": 1.5}, ("PAR-005", ("MinLength",), "FAIL")),
        ({"Type": "String", "MaxLength": True}, ("PAR-005", ("MaxLength",), "FAIL")),
        ({"Type": "String", "NoEcho": "yes"}, ("PAR-005", ("NoEcho",), "FAIL")),
        ({"Type": "String", "ConstraintDescription": 1}, ("PAR-005", ("ConstraintDescription",), "FAIL")),
        ({"Type": "String", "MinLength": 3, "MaxLength": "2"}, ("PAR-006", ("MinLength",), "FAIL")),
        ({"Type": "Number", "MinValue": 3, "MaxValue": 2.5}, ("PAR-006", ("MinValue",), "FAIL")),
        ({"Type": "Number", "AllowedPattern": "[0-9]+"}, ("PAR-007", ("AllowedPattern",), "FAIL")),
        ({"Type": "String", "MinValue": 1}, ("PAR-007", ("MinValue",), "FAIL")),
        ({"Type": "String", "AllowedPattern": "(a"}, ("PAR-009", ("AllowedPattern",), "FAIL")),
        ({"Type": "String", "Description": "x" * 4001}, ("PAR-010", ("Description",), "FAIL")),
        # AWS: "Parameter 'Naming' must contain at least 12 characters" for a template with this default
        ({"Type": "String", "Default": "aws-ab-", "MinLength": 12}, ("PAR-008", ("Default",), "FAIL")),
        ({"Type": "String", "Default": "c", "AllowedValues": ["a", "b"]}, ("PAR-008", ("Default",), "FAIL")),
        ({"Type": "Number", "Default": ""}, ("PAR-008", ("Default",), "FAIL")),
        ({"Type": "Number", "Default": 5, "MaxValue": 4}, ("PAR-008", ("Default",), "FAIL")),
        ({"Type": "List<Number>", "Default": "1,x"}, ("PAR-008", ("Default",), "FAIL")),
        # https://github.com/aws/aws-sdk/issues/632: the empty list is one empty member, and does not match
        ({"Type": "CommaDelimitedList", "Default": "", "AllowedPattern": r"\w+"}, ("PAR-008", ("Default",), "FAIL")),
        ({"Type": "String", "Default": "x" * 4097}, ("PAR-008", ("Default",), "FAIL")),
        ({"Type": "String", "Default": "a", "AllowedPattern": r"\R|a"}, ("PAR-008", ("Default",), "UNKNOWN")),
        ({"Type": "List<Number>", "Default": "0", "MinValue": 1}, ("PAR-008", ("Default",), "UNKNOWN")),
    ],
)
def test_a_wrong_declaration_is_told_at_its_place(declaration: Any, expected: tuple[str, tuple[str, ...], str]) -> None:
    assert faults(declaration) == [expected]


def test_a_near_miss_is_named() -> None:
    problems = section(P={"Type": "Strng", "Defalt": "a"}).problems
    assert [problem.fix for problem in problems] == ["Did you mean 'Default'?", "Did you mean 'String'?"]


def test_declarations_keep_the_order_of_the_template() -> None:
    assert list(section(B={"Type": "String"}, A={"Type": "String"}).declarations) == ["B", "A"]


def test_a_section_of_the_wrong_type_is_left_to_the_structure_checks() -> None:
    assert ParameterSet(Template("t.json", "", 0, {"Parameters": []}, Nowhere())).problems == ()


def test_check_ids_are_unique_and_of_the_template_layer() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    assert {check.layer for check in CHECKS} == {"template"}


def test_patterns_that_hang_do_not_hang_the_section() -> None:
    slow = {"Type": "String", "AllowedPattern": "(a|aa)+b", "Default": "a" * 60 + "c"}
    problems = section(**{f"P{place}": slow for place in range(50)}).problems
    assert {problem.status for problem in problems} == {Status.UNKNOWN}
    assert len(problems) == 50
