"""A circle is a fault; one that only conditions nobody knows would close is an open question."""

import json

import pytest

from tapstack.findings import Status
from tapstack.graph import stack_graph
from tapstack.graph.checks import problems
from tapstack.render import Place, compile_template
from tapstack.template.load import loads

SECTIONS = {
    "Parameters": {"P": {"Type": "String"}},
    "Conditions": {"Open": {"Fn::Equals": [{"Ref": "P"}, "x"]}},
}


def verdicts(resources):
    program = compile_template(loads(json.dumps({**SECTIONS, "Resources": resources}), "t.json"))
    stack = program.render(program.parameters.resolve({}, complete=False), Place("us-east-1"))
    return [(problem.status, problem.path) for problem in problems(stack_graph(stack))]


def topic(name, **attributes):
    return {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": name}, **attributes}


def test_a_circle_is_a_fault_at_its_first_resource():
    assert verdicts({"A": topic({"Ref": "B"}), "B": topic({"Ref": "A"})}) == [(Status.FAIL, ("Resources", "A"))]


@pytest.mark.parametrize(
    "resources",
    [
        {"A": topic({"Ref": "B"}, Condition="Open"), "B": topic({"Ref": "A"}, Condition="Open")},
        {"A": topic({"Ref": "B"}), "B": topic({"Fn::If": ["Open", {"Ref": "A"}, "x"]})},
        {"A": topic("x", DependsOn="B"), "B": topic("x", DependsOn="A", Condition="Open")},
        {"A": topic({"Fn::If": ["Open", {"Ref": "A"}, "x"]})},
    ],
    ids=["both open", "one branch", "DependsOn", "itself"],
)
def test_a_circle_that_an_unknown_condition_may_break_is_unknown(resources):
    assert verdicts(resources) == [(Status.UNKNOWN, ("Resources", "A"))]


def test_a_certain_circle_is_found_beside_a_doubtful_one_through_the_same_resource():
    resources = {
        "A": topic({"Fn::If": ["Open", {"Ref": "B"}, "x"]}),
        "B": topic({"Fn::Sub": "${A}${C}"}),
        "C": topic({"Ref": "B"}),
    }
    assert verdicts(resources) == [(Status.FAIL, ("Resources", "B"))]


def test_an_edge_that_is_there_in_any_case_is_certain_though_a_branch_has_it_too():
    resources = {"A": topic({"Ref": "B"}), "B": topic([{"Fn::If": ["Open", {"Ref": "A"}, "x"]}, {"Ref": "A"}])}
    assert verdicts(resources) == [(Status.FAIL, ("Resources", "A"))]
