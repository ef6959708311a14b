"""The Rules section.

Sources: UserGuide/rules-section-structure.html (SECTION), TemplateReference/intrinsic-function-reference-rules.html
(FUNCTIONS), and the issues named at their rows.
"""

from typing import Any

import pytest

from tapstack.template.model import Template
from tapstack.template.parameters import ParameterSet
from tapstack.template.position import Position
from tapstack.template.rule_checks import CHECKS
from tapstack.template.rules import RuleSet
from tapstack.template.unresolved import Unresolved

PARAMETERS: dict[str, Any] = {
    "Environment": {"Type": "String", "Default": "test"},
    "InstanceType": {"Type": "String", "Default": "m1.small"},
    "ASecurityGroup": {"Type": "String", "Default": "sg-mysggroup"},
    "Users": {"Type": "CommaDelimitedList", "Default": "a,b"},
    "ElbVpc": {"Type": "AWS::EC2::VPC::Id", "Default": "vpc-a123baa3"},
    "Subnets": {"Type": "List<AWS::EC2::Subnet::Id>", "Default": "subnet-123a351e"},
    "Stored": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/key"},
    "Secret": {"Type": "String", "Default": "hunter2-correct-horse", "NoEcho": True},
}
ENVIRONMENT, INSTANCE, USERS, STORED = ({"Ref": name} for name in ("Environment", "InstanceType", "Users", "Stored"))


class Nowhere:
    def find(self, path: tuple[str | int, ...]) -> Position:
        return Position(1, 1)


def template(rules: Any) -> Template:
    return Template("t.json", "", 0, {"Parameters": PARAMETERS, "Rules": rules}, Nowhere())


def judged(rules: Any, pseudo: dict[str, Any] | None = None, **given: Any) -> list[tuple[str, str]]:
    made = template(rules)
    values = ParameterSet(made).resolve(given)
    found = RuleSet(made)
    assert found.problems == ()
    problems = found.evaluate(values, pseudo or {})
    return [(str(problem.path[1]), problem.status.value) for problem in problems]


def verdict(expression: Any, **given: Any) -> str:
    found = judged({"R": {"Assertions": [{"Assert": expression}]}}, {"AWS::Region": "eu-central-1"}, **given)
    return found[0][1] if found else "PASS"


SMALL = {"Fn::Contains": [["m1.large", "m1.small"], INSTANCE]}
GROUP = {"Fn::Equals": ["sg-mysggroup", {"Ref": "ASecurityGroup"}]}
PROD = {"Fn::Equals": [ENVIRONMENT, "prod"]}
UNKNOWN = {"Fn::Equals": [STORED, "x"]}
ALL_VPCS = {"Fn::RefAll": "AWS::EC2::VPC::Id"}


@pytest.mark.parametrize(
    ("expression", "given", "expected"),
    [
        ({"Fn::And": [GROUP, SMALL]}, {}, "PASS"),  # FUNCTIONS, Fn::And
        ({"Fn::And": [GROUP, SMALL]}, {"InstanceType": "t2.nano"}, "FAIL"),
        (SMALL, {"InstanceType": "m1.large"}, "PASS"),  # FUNCTIONS, Fn::Contains
        (SMALL, {"InstanceType": "m1"}, "FAIL"),
        ({"Fn::Or": [GROUP, SMALL]}, {"ASecurityGroup": "x"}, "PASS"),  # FUNCTIONS, Fn::Or
        ({"Fn::Or": [GROUP, SMALL]}, {"ASecurityGroup": "x", "InstanceType": "x"}, "FAIL"),
        (PROD, {"Environment": "prod"}, "PASS"),  # FUNCTIONS, Fn::Equals
        (PROD, {"Environment": "Prod"}, "FAIL"),
        ({"Fn::Not": [PROD]}, {"Environment": "prod"}, "FAIL"),  # FUNCTIONS, Fn::Not
        ({"Fn::Not": [PROD]}, {}, "PASS"),
        ({"Fn::EachMemberEquals": [USERS, "a"]}, {"Users": "a,a"}, "PASS"),
        ({"Fn::EachMemberEquals": [USERS, "a"]}, {"Users": "a,b"}, "FAIL"),
        ({"Fn::EachMemberIn": [USERS, ["a", "b", "c"]]}, {"Users": "a,b"}, "PASS"),
        ({"Fn::EachMemberIn": [USERS, ["a", "b", "c"]]}, {"Users": "a,d"}, "FAIL"),
        # https://github.com/aws-cloudformation/cfn-lint/issues/979: an empty list is [""] and the stack is refused
        ({"Fn::Not": [{"Fn::Contains": [USERS, ""]}]}, {"Users": ""}, "FAIL"),
        ({"Fn::Not": [{"Fn::Contains": [USERS, ""]}]}, {"Users": "a"}, "PASS"),
        ({"Fn::Contains": [["a", ENVIRONMENT], "test"]}, {}, "PASS"),
        ({"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-central-1"]}, {}, "PASS"),
        ({"Fn::Equals": [{"Ref": "AWS::AccountId"}, "1"]}, {}, "UNKNOWN"),
        ({"Fn::Equals": [1, "1"]}, {}, "PASS"),
        (True, {}, "PASS"),
        (False, {}, "FAIL"),
        # only AWS knows: FUNCTIONS, Fn::EachMemberEquals, Fn::EachMemberIn, Fn::ValueOf
        ({"Fn::EachMemberEquals": [{"Fn::ValueOfAll": ["AWS::EC2::VPC::Id", "Tags.Department"]}, "IT"]}, {}, "UNKNOWN"),
        ({"Fn::EachMemberIn": [{"Fn::ValueOfAll": ["AWS::EC2::Subnet::Id", "VpcId"]}, ALL_VPCS]}, {}, "UNKNOWN"),
        ({"Fn::Equals": [{"Fn::ValueOf": ["ElbVpc", "Tags.Department"]}, "IT"]}, {}, "UNKNOWN"),
        ({"Fn::EachMemberEquals": [{"Fn::ValueOf": ["Subnets", "AvailabilityZone"]}, "a"]}, {}, "UNKNOWN"),
        (UNKNOWN, {}, "UNKNOWN"),
        # three-valued logic
        ({"Fn::And": [UNKNOWN, PROD]}, {}, "FAIL"),
        ({"Fn::And": [UNKNOWN, GROUP]}, {}, "UNKNOWN"),
        ({"Fn::Or": [UNKNOWN, GROUP]}, {}, "PASS"),
        ({"Fn::Or": [UNKNOWN, PROD]}, {}, "UNKNOWN"),
        ({"Fn::Not": [UNKNOWN]}, {}, "UNKNOWN"),
        ({"Fn::Contains": [[STORED, "test"], ENVIRONMENT]}, {}, "PASS"),
        ({"Fn::Contains": [[STORED, "prod"], ENVIRONMENT]}, {}, "UNKNOWN"),
        ({"Fn::EachMemberEquals": [[STORED, "prod"], ENVIRONMENT]}, {}, "FAIL"),
    ],
)
def test_functions_judge_the_values(expression: Any, given: dict[str, Any], expected: str) -> None:
    assert verdict(expression, **given) == expected


def contains(allowed: str) -> list[dict[str, Any]]:
    return [{"Assert": {"Fn::Contains": [[allowed], INSTANCE]}, "AssertDescription": f"must be {allowed}"}]


BY_ENVIRONMENT = {
    "testInstanceType": {"RuleCondition": {"Fn::Equals": [ENVIRONMENT, "test"]}, "Assertions": contains("a1.medium")},
    "prodInstanceType": {"RuleCondition": {"Fn::Equals": [ENVIRONMENT, "prod"]}, "Assertions": contains("a1.large")},
}


@pytest.mark.parametrize(
    ("environment", "instance", "expected"),
    [
        ("test", "a1.medium", []),
        ("test", "a1.large", [("testInstanceType", "FAIL")]),
        ("prod", "a1.medium", [("prodInstanceType", "FAIL")]),
        ("prod", "a1.large", []),
        ("dev", "anything", []),
    ],
)
def test_a_condition_decides_whether_a_rule_applies(
    environment: str, instance: str, expected: list[tuple[str, str]]
) -> None:
    """SECTION, "Conditionally verify a parameter value"."""
    assert judged(BY_ENVIRONMENT, Environment=environment, InstanceType=instance) == expected


@pytest.mark.parametrize(
    ("assertion", "expected"), [(False, [("R", "UNKNOWN")]), (True, []), (PROD, [("R", "UNKNOWN")])]
)
def test_a_rule_whose_condition_is_unknown_never_fails(assertion: Any, expected: list[tuple[str, str]]) -> None:
    rule = {"RuleCondition": UNKNOWN, "Assertions": [{"Assert": assertion}]}
    assert judged({"R": rule}) == expected


def test_a_broken_rule_is_told_with_its_description_and_the_values() -> None:
    made = template(BY_ENVIRONMENT)
    (problem,) = RuleSet(made).evaluate(ParameterSet(made).resolve({}), {})
    assert problem.path == ("Rules", "testInstanceType", "Assertions", 0)
    assert problem.message == (
        "Rule testInstanceType is broken: must be a1.medium (Environment is 'test', InstanceType is 'm1.small')"
    )


def test_an_unjudged_rule_says_what_only_aws_knows() -> None:
    made = template({"R": {"Assertions": [{"Assert": {"Fn::Contains": [ALL_VPCS, {"Ref": "ElbVpc"}]}}]}})
    (problem,) = RuleSet(made).evaluate(ParameterSet(made).resolve({}), {})
    assert "Fn::RefAll of AWS::EC2::VPC::Id is looked up in the account" in problem.message


def test_an_unresolved_pseudo_parameter_is_unknown() -> None:
    rule = {"Assertions": [{"Assert": {"Fn::Equals": [{"Ref": "AWS::AccountId"}, "1"]}}]}
    assert judged({"R": rule}, {"AWS::AccountId": Unresolved("Ref", "AWS::AccountId", "not given")}) == [
        ("R", "UNKNOWN")
    ]


def test_a_secret_is_hidden() -> None:
    made = template({"R": {"Assertions": [{"Assert": {"Fn::Equals": [{"Ref": "Secret"}, "x"]}}]}})
    (problem,) = RuleSet(made).evaluate(ParameterSet(made).resolve({}), {})
    assert "hunter2" not in repr(problem)


def asserting(expression: Any) -> dict[str, Any]:
    return {"R": {"Assertions": [{"Assert": expression}]}}


INSIDE: tuple[str | int, ...] = ("Assertions", 0, "Assert")


def nested(depth: int) -> Any:
    return {"Fn::Not": [nested(depth - 1)]} if depth else True


@pytest.mark.parametrize(
    ("rules", "check", "path"),
    [
        ({"R": []}, "RULE-001", ()),
        ({"R": {"Assertions": {}}}, "RULE-001", ("Assertions",)),
        ({"R": {"Assertions": ["a"]}}, "RULE-001", ("Assertions", 0)),
        (
            {"R": {"Assertions": [{"Assert": True, "AssertDescription": []}]}},
            "RULE-001",
            (*INSIDE[:2], "AssertDescription"),
        ),
        ({"R": {"RuleCondition": True}}, "RULE-002", ()),
        ({"R": {"Assertions": []}}, "RULE-002", ()),
        ({"R": {"Assertions": [{"AssertDescription": "a"}]}}, "RULE-002", ("Assertions", 0)),
        ({"R": {"Assertions": [{"Assert": True}], "Extra": 1}}, "RULE-003", ("Extra",)),
        (
            {"R": {"Assertions": [{"Assert": True, "AssetDescription": ""}]}},
            "RULE-003",
            (*INSIDE[:2], "AssetDescription"),
        ),
        (asserting({"Fn::Sub": "a"}), "RULE-004", (*INSIDE, "Fn::Sub")),
        # https://github.com/aws-cloudformation/cfn-lint/issues/3710
        (asserting({"Condition": "C"}), "RULE-004", (*INSIDE, "Condition")),
        # https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/921
        (asserting({"Fn::If": ["C", True, False]}), "RULE-004", (*INSIDE, "Fn::If")),
        (asserting({"Fn::And": [True]}), "RULE-005", (*INSIDE, "Fn::And")),
        (asserting({"Fn::Or": [True] * 11}), "RULE-005", (*INSIDE, "Fn::Or")),
        (asserting({"Fn::Not": [True, True]}), "RULE-005", (*INSIDE, "Fn::Not")),
        (asserting({"Fn::Not": True}), "RULE-005", (*INSIDE, "Fn::Not")),
        (asserting({"Fn::Equals": ["a"]}), "RULE-005", (*INSIDE, "Fn::Equals")),
        (asserting({"Fn::Contains": ["a", "b"]}), "RULE-005", (*INSIDE, "Fn::Contains", 0)),
        (asserting({"Fn::Contains": [["a"], ["b"]]}), "RULE-005", (*INSIDE, "Fn::Contains", 1)),
        (asserting({"Fn::EachMemberIn": [["a"], "b"]}), "RULE-005", (*INSIDE, "Fn::EachMemberIn", 1)),
        (asserting({"Fn::Contains": [ENVIRONMENT, "b"]}), "RULE-005", (*INSIDE, "Fn::Contains", 0)),
        (asserting({"Fn::Not": ["a"]}), "RULE-005", (*INSIDE, "Fn::Not", 0)),
        (asserting("yes"), "RULE-005", INSIDE),
        (asserting({"Ref": "Environment"}), "RULE-005", INSIDE),
        (asserting({}), "RULE-005", INSIDE),
        (asserting({"Fn::Equals": [{"Ref": ["a"]}, "a"]}), "RULE-005", (*INSIDE, "Fn::Equals", 0, "Ref")),
        (asserting({"Fn::Equals": [{"Ref": "Bucket"}, "a"]}), "RULE-006", (*INSIDE, "Fn::Equals", 0, "Ref")),
        (
            asserting({"Fn::Equals": [{"Fn::ValueOf": ["Nobody", "VpcId"]}, "a"]}),
            "RULE-006",
            (*INSIDE, "Fn::Equals", 0, "Fn::ValueOf", 0),
        ),
        (
            # The page says that no other function may stand within Fn::ValueOf and Fn::ValueOfAll.
            asserting({"Fn::Equals": [{"Fn::ValueOf": [ENVIRONMENT, "VpcId"]}, "a"]}),
            "RULE-005",
            (*INSIDE, "Fn::Equals", 0, "Fn::ValueOf"),
        ),
        (
            asserting({"Fn::Equals": [{"Fn::ValueOf": ["ElbVpc", "VpcId"]}, "a"]}),
            "RULE-007",
            (*INSIDE, "Fn::Equals", 0, "Fn::ValueOf", 1),
        ),
        (
            asserting({"Fn::Contains": [{"Fn::RefAll": "String"}, "a"]}),
            "RULE-007",
            (*INSIDE, "Fn::Contains", 0, "Fn::RefAll"),
        ),
        (asserting(nested(60)), "RULE-008", (*INSIDE, *(("Fn::Not", 0) * 51))),
    ],
)
def test_a_fault_of_the_section_is_told_at_its_place(rules: Any, check: str, path: tuple[str | int, ...]) -> None:
    problems = RuleSet(template(rules)).problems
    assert [(problem.check.id, problem.path[2:]) for problem in problems] == [(check, path)]


def test_a_rule_that_cloudformation_refuses_is_not_evaluated() -> None:
    made = template(asserting({"Fn::Not": [{"Condition": "C"}]}))
    assert RuleSet(made).evaluate(ParameterSet(made).resolve({}), {}) == []


def test_a_near_miss_is_named() -> None:
    (problem,) = RuleSet(template(asserting({"Fn::Equal": ["a", "b"]}))).problems
    assert problem.fix == "Did you mean 'Fn::Equals'?"


def test_check_ids_are_unique_and_of_the_template_layer() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    assert {check.layer for check in CHECKS} == {"template"}


def test_an_assertion_names_what_it_looks_at() -> None:
    rules = RuleSet(
        template(
            {
                "R": {
                    "RuleCondition": {"Fn::Equals": [ENVIRONMENT, "prod"]},
                    "Assertions": [{"Assert": {"Fn::Equals": [INSTANCE, {"Ref": "AWS::Region"}]}}],
                }
            }
        )
    )
    assert rules.names(("Rules", "R", "Assertions", 0)) == ("Environment", "InstanceType", "AWS::Region")
    assert rules.names(("Rules", "R", "Assertions", 1)) == ()
