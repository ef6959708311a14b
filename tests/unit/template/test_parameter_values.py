"""Values of a deployment. Source of each row, unless named: the Parameters section page of the user guide."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapstack.findings import Status
from tapstack.template.model import Template
from tapstack.template.parameters import ParameterSet
from tapstack.template.position import Position
from tapstack.template.unresolved import Unresolved


class Nowhere:
    def find(self, path: tuple[str | int, ...]) -> Position:
        return Position(1, 1)


def section(**parameters: Any) -> ParameterSet:
    return ParameterSet(Template("t.json", "", 0, {"Parameters": parameters}, Nowhere()))


def resolved(declaration: dict[str, Any], value: Any) -> tuple[Any, list[tuple[str, str]]]:
    found = section(P=declaration).resolve({"P": value})
    return found.values["P"], [(problem.check.id, problem.status.value) for problem in found.problems]


@pytest.mark.parametrize(
    ("kind", "given_value", "value"),
    [
        ("String", "a", "a"),
        ("String", " a ", " a "),
        ("String", True, "true"),
        ("String", 1, "1"),
        ("String", 1.5, "1.5"),
        ("String", date(2024, 1, 2), "2024-01-02"),
        ("Number", "1.0", "1.0"),
        ("Number", 8888, "8888"),
        ("List<Number>", "80,20", ["80", "20"]),
        ("CommaDelimitedList", "test,dev,prod", ["test", "dev", "prod"]),
        ("CommaDelimitedList", " a , b ", ["a", "b"]),
        ("CommaDelimitedList", "a,,b", ["a", "", "b"]),
        # https://github.com/aws-cloudformation/cfn-language-discussion/issues/102
        ("CommaDelimitedList", "", [""]),
        ("CommaDelimitedList", ["a", 1, True], ["a", "1", "true"]),
        ("List<String>", "a", ["a"]),
        ("AWS::EC2::VPC::Id", "vpc-a123baa3", "vpc-a123baa3"),
        ("List<AWS::EC2::Subnet::Id>", "subnet-123a351e, subnet-456b351e", ["subnet-123a351e", "subnet-456b351e"]),
        ("AWS::Route53::HostedZone::Id", "Z23YXV4OVPL04A", "Z23YXV4OVPL04A"),
        ("AWS::SSM::Parameter::Name", "/a/b", "/a/b"),
    ],
)
def test_a_value_has_the_form_that_a_ref_gives(kind: str, given_value: Any, value: Any) -> None:
    assert resolved({"Type": kind}, given_value) == (value, [])


LIST = "CommaDelimitedList"


@pytest.mark.parametrize(
    ("declaration", "value", "expected"),
    [
        ({"Type": "String", "AllowedValues": ["a", 1]}, "1", []),
        ({"Type": "String", "AllowedValues": ["a"]}, "A", [("PAR-023", "FAIL")]),
        ({"Type": LIST, "AllowedValues": ["a", "b"]}, "b, a", []),
        ({"Type": LIST, "AllowedValues": ["a", "b"]}, "a,c", [("PAR-023", "FAIL")]),
        ({"Type": "Number", "AllowedValues": [1, 2]}, "2", []),
        ({"Type": "Number", "AllowedValues": [1, 2]}, "2.0", [("PAR-023", "UNKNOWN")]),
        ({"Type": "String", "AllowedPattern": "[a-z]+"}, "ab", []),
        ({"Type": "String", "AllowedPattern": "[a-z]+"}, "ab\n", [("PAR-024", "FAIL")]),
        ({"Type": "String", "AllowedPattern": "[a-z]+"}, "1ab", [("PAR-024", "FAIL")]),
        ({"Type": LIST, "AllowedPattern": "[a-z]+"}, "a, b", []),
        ({"Type": LIST, "AllowedPattern": "[a-z]+"}, "a,,b", [("PAR-024", "FAIL")]),
        ({"Type": "String", "AllowedPattern": "(a|aa)+b"}, "a" * 60 + "c", [("PAR-024", "UNKNOWN")]),
        ({"Type": "Number", "AllowedPattern": "[0-9]"}, "10", [("PAR-024", "UNKNOWN")]),
        ({"Type": "String", "MinLength": 3, "MaxLength": 3}, "äöü", []),
        ({"Type": "String", "MinLength": 3}, "ab", [("PAR-025", "FAIL")]),
        ({"Type": "String", "MaxLength": "3"}, "abcd", [("PAR-025", "FAIL")]),
        ({"Type": LIST, "MinLength": 3}, "a", [("PAR-025", "UNKNOWN")]),
        ({"Type": "Number"}, "a", [("PAR-026", "FAIL")]),
        ({"Type": "Number"}, "", [("PAR-026", "FAIL")]),
        ({"Type": "Number"}, " 1", [("PAR-026", "UNKNOWN")]),
        ({"Type": "List<Number>"}, "1, 2", []),
        ({"Type": "List<Number>"}, "1,b", [("PAR-026", "FAIL")]),
        ({"Type": "Number", "MinValue": 1150, "MaxValue": 65535}, "1150", []),
        ({"Type": "Number", "MinValue": "9"}, "10", []),
        ({"Type": "Number", "MinValue": 1150}, "1149.9", [("PAR-027", "FAIL")]),
        ({"Type": "Number", "MaxValue": 65535}, "1e999999999", [("PAR-027", "FAIL")]),
        ({"Type": "String"}, "x" * 4096, []),
        ({"Type": "String"}, "x" * 4097, [("PAR-028", "FAIL")]),
        ({"Type": "String"}, "ä" * 2049, [("PAR-028", "FAIL")]),
        ({"Type": "AWS::EC2::VPC::Id"}, "", [("PAR-029", "FAIL")]),
        ({"Type": "AWS::EC2::VPC::Id"}, "sg-a123fd85", [("PAR-029", "FAIL")]),
        ({"Type": "List<AWS::EC2::Subnet::Id>"}, "", [("PAR-029", "FAIL")]),
        ({"Type": "AWS::EC2::KeyPair::KeyName"}, "anything", []),
        # a key of Parameter Store is judged as a string
        ({"Type": "AWS::SSM::Parameter::Value<String>", "MaxLength": 2}, "/abc", [("PAR-025", "FAIL")]),
        ({"Type": "AWS::SSM::Parameter::Value<Number>", "MaxValue": 1}, "/abc", []),
        ({"Type": "AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>"}, "/abc", []),
    ],
)
def test_constraints_judge_a_value(declaration: dict[str, Any], value: Any, expected: list[tuple[str, str]]) -> None:
    assert resolved(declaration, value)[1] == expected


@pytest.mark.parametrize("value", [None, {}, ["a"], {"Ref": "X"}, pytest.param(10**5000, id="5001 digits")])
def test_what_is_not_text_is_told_and_unresolved(value: Any) -> None:
    found, problems = resolved({"Type": "String"}, value)
    assert isinstance(found, Unresolved)
    assert problems == [("PAR-022", "FAIL")]


def test_only_aws_reads_the_parameter_store() -> None:
    found, problems = resolved({"Type": "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"}, "/aws/service/ami")
    assert found == Unresolved("Parameter", "P", "")
    assert problems == []


def test_a_list_that_is_too_large_is_not_taken_apart() -> None:
    found, problems = resolved({"Type": "CommaDelimitedList"}, "," * 5000)
    assert isinstance(found, Unresolved)
    assert problems == [("PAR-028", "FAIL")]


def test_a_value_that_is_unresolved_already_stays_so() -> None:
    unknown = Unresolved("GetAtt", "Vpc.Id", "why")
    assert resolved({"Type": "AWS::EC2::VPC::Id"}, unknown) == (unknown, [])


@pytest.mark.parametrize(("complete", "status"), [(True, Status.FAIL), (False, Status.UNKNOWN)])
def test_a_missing_value_fails_only_a_complete_deployment(complete: bool, status: Status) -> None:
    found = section(A={"Type": "String"}, B={"Type": "String", "Default": "b"}).resolve({}, complete=complete)
    assert found.values == {"A": Unresolved("Parameter", "A", ""), "B": "b"}
    assert [(p.check.id, p.path, p.status) for p in found.problems] == [("PAR-021", ("Parameters", "A"), status)]


def test_an_undeclared_parameter_is_told_with_the_nearest_name() -> None:
    (problem,) = section(VpcId={"Type": "String", "Default": ""}).resolve({"VpcID": "a"}).problems
    assert (problem.check.id, problem.path, problem.fix) == (
        "PAR-020",
        ("Parameters", "VpcID"),
        "Did you mean 'VpcId'?",
    )


def test_an_unfit_identifier_as_default_is_told_only_where_it_is_used() -> None:
    parameters = section(Vpc={"Type": "AWS::EC2::VPC::Id", "Default": ""})
    assert [problem.check.id for problem in parameters.resolve({}).problems] == ["PAR-029"]
    assert parameters.resolve({"Vpc": "vpc-a123baa3"}).problems == ()


def test_values_and_problems_come_in_the_order_of_declaration() -> None:
    parameters = section(B={"Type": "Number"}, A={"Type": "Number"})
    one, other = parameters.resolve({"Z": 1, "A": "x", "B": "y"}), parameters.resolve({"B": "y", "A": "x", "Z": 1})
    assert list(one.values) == ["B", "A"]
    assert [problem.path[1] for problem in one.problems] == ["B", "A", "Z"]
    assert one.problems == other.problems


def test_a_message_has_name_value_constraint_description_and_what_is_allowed() -> None:
    declaration = {"Type": "String", "AllowedValues": ["a"], "ConstraintDescription": "pick the only one."}
    (problem,) = section(P=declaration).resolve({"P": "b"}).problems
    assert problem.message == "Parameter P: 'b' is not one of AllowedValues (pick the only one)."
    assert problem.fix == "Use one of 'a'."


SECRET = "hunter2-correct-horse"
SECRETS: list[dict[str, Any]] = [
    {"Type": "String", "AllowedValues": [SECRET, "other"], "MaxLength": 3, "Default": SECRET},
    {"Type": "String", "AllowedPattern": "[0-9]", "Default": SECRET, "ConstraintDescription": "no"},
    {"Type": "Number", "Default": SECRET},
    {"Type": "List<Number>", "Default": f"1,{SECRET}"},
    {"Type": "CommaDelimitedList", "Default": f"a,{SECRET}", "AllowedValues": ["a"], "MinLength": 50},
    {"Type": "AWS::EC2::VPC::Id", "Default": SECRET},
    {"Type": "AWS::SSM::Parameter::Value<String>", "Default": SECRET, "MaxLength": 1},
    {"Type": "Nonsense", "Default": [SECRET]},
]


@pytest.mark.parametrize("no_echo", [True, "true", "True", "yes", 1])
@pytest.mark.parametrize("declaration", SECRETS)
@pytest.mark.parametrize("given_value", [{}, {"P": SECRET}, {"P": [SECRET]}, {"P": {"x": SECRET}}])
def test_a_secret_is_in_no_message_and_no_repr(declaration: Any, no_echo: Any, given_value: Any) -> None:
    parameters = section(P={**declaration, "NoEcho": no_echo})
    found = parameters.resolve(given_value)
    assert found.secrets == {"P"}
    assert SECRET not in repr((parameters.declarations, parameters.problems, parameters, found, found.problems))


@pytest.mark.parametrize(
    ("kind", "text", "secrets"),
    [
        ("String", SECRET, {SECRET}),
        ("String", "", set()),
        ("Number", 7, {"7"}),
        ("CommaDelimitedList", "a, b", {"a, b", "a", "b"}),
        ("AWS::SSM::Parameter::Value<String>", "/key", {"/key"}),
    ],
)
def test_the_texts_of_secrets_are_known_for_redaction(kind: str, text: Any, secrets: set[str]) -> None:
    declaration = {"Type": kind, "NoEcho": True}
    assert section(P=declaration).resolve({"P": text}).secret_texts == secrets
    assert section(P={**declaration, "Default": text}).resolve({}).secret_texts == secrets


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)
attributes = st.sampled_from(
    ["Default", "AllowedValues", "MinLength", "MaxLength", "MinValue", "MaxValue", "AllowedPattern", "NoEcho", "Other"]
)
types = st.sampled_from(
    ["String", "Number", "List<Number>", "CommaDelimitedList", "AWS::EC2::VPC::Id", "AWS::SSM::Parameter::Value<x>", 1]
)


@given(types, st.dictionaries(attributes, json_values, max_size=4), json_values)
def test_any_value_for_any_declaration_gets_an_answer(kind: Any, rest: dict[str, Any], value: Any) -> None:
    parameters = section(P={"Type": kind, **rest})
    one, other = parameters.resolve({"P": value}), parameters.resolve({"P": value})
    assert one.problems == other.problems
    assert repr(one.values) == repr(other.values)
    assert isinstance(one.values["P"], str | list | Unresolved)
