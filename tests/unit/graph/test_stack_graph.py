"""The graph of a stack has the dependencies that hold in its region."""

import json

import pytest

from tapstack.graph import Edge, Graph, stack_graph
from tapstack.graph.checks import problems
from tapstack.graph.pictures.stack import dot, mermaid
from tapstack.render import Place, compile_template
from tapstack.template.load import loads

HERE = {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}
TOPIC = "AWS::SNS::Topic"


def graph_of(resources, region="us-east-1", **sections) -> Graph:
    template = loads(json.dumps({"Conditions": {"Here": HERE}, **sections, "Resources": resources}), "t.json")
    program = compile_template(template)
    return stack_graph(program.render(program.parameters.resolve({}, complete=False), Place(region)))


def topic(name=None, **attributes):
    return {"Type": TOPIC, "Properties": {"DisplayName": name} if name else {}, **attributes}


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"Ref": "A"}, "Ref"),
        ({"Fn::GetAtt": ["A", "TopicName"]}, "GetAtt"),
        ({"Fn::Sub": "${A}-x"}, "Sub"),
        ({"Fn::Sub": "${A.TopicName}"}, "Sub"),
        ({"Fn::Sub": ["${X}", {"X": {"Ref": "A"}}]}, "Ref"),
        ({"Fn::Join": ["", ["x", {"Fn::Base64": {"Fn::GetAtt": "A.TopicName"}}]]}, "GetAtt"),
    ],
)
def test_a_function_that_names_a_resource_is_an_edge(value, kind):
    assert graph_of({"A": topic(), "B": topic(value)}).edges == (Edge("B", "A", kind),)


def test_an_attribute_whose_name_is_computed_is_an_edge_too():
    resources = {"A": topic(), "B": topic({"Fn::GetAtt": ["A", {"Ref": "P"}]})}
    graph = graph_of(resources, Parameters={"P": {"Type": "String", "Default": "TopicName"}})
    assert graph.edges == (Edge("B", "A", "GetAtt"),)


@pytest.mark.parametrize("named", ["A", ["A"]])
def test_depends_on_is_an_edge_in_both_forms(named):
    assert graph_of({"A": topic(), "B": topic(DependsOn=named)}).edges == (Edge("B", "A", "DependsOn"),)


@pytest.mark.parametrize(("region", "edges"), [("us-east-1", (Edge("B", "A", "Ref"),)), ("eu-central-1", ())])
def test_only_the_branch_that_a_condition_chooses_is_a_dependency(region, edges):
    resources = {"A": topic(), "B": topic({"Fn::If": ["Here", {"Ref": "A"}, "none"]})}
    assert graph_of(resources, region).edges == edges


def test_both_branches_count_where_the_condition_is_unknown():
    resources = {"A": topic(), "B": topic(), "C": topic({"Fn::If": ["Open", {"Ref": "A"}, {"Ref": "B"}]})}
    graph = graph_of(
        resources,
        Parameters={"P": {"Type": "String"}},
        Conditions={"Open": {"Fn::Equals": [{"Ref": "P"}, "x"]}},
    )
    assert graph.edges == (Edge("C", "A", "Ref"), Edge("C", "B", "Ref"))


def test_absent_resources_are_no_nodes_and_have_no_edges():
    graph = graph_of({"A": topic(Condition="Here"), "B": topic(DependsOn="A")}, "eu-central-1")
    assert (graph.nodes, graph.edges) == (("B",), ())


def test_a_name_that_the_template_determines_is_still_a_dependency():
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "known"}}
    assert graph_of({"A": bucket, "B": topic({"Ref": "A"})}).edges == (Edge("B", "A", "Ref"),)


def test_a_folded_value_is_no_dependency_but_metadata_is():
    graph = graph_of({"A": topic(), "B": topic({"Fn::Sub": "${!A}"}, Metadata={"For": {"Ref": "A"}})})
    assert graph.edges == (Edge("B", "A", "Ref"),)


def test_outputs_make_no_edges():
    assert graph_of({"A": topic()}, Outputs={"O": {"Value": {"Ref": "A"}}}).edges == ()


def test_deletion_runs_the_other_way_than_creation():
    graph = graph_of({"A": topic(), "B": topic({"Ref": "A"}), "C": topic({"Ref": "B"})})
    assert graph.order == [["A"], ["B"], ["C"]]
    assert graph.deletion_order == [["C"], ["B"], ["A"]]


def test_needing_reaches_through_others():
    graph = graph_of({"A": topic(), "B": topic({"Ref": "A"}), "C": topic({"Ref": "B"})})
    assert graph.needs("C", "A")
    assert not graph.needs("A", "C")
    assert not graph.needs("Nobody", "A")


def test_the_json_form_is_the_one_of_the_architecture_page():
    graph = graph_of({"A": topic(), "B": topic({"Ref": "A"})})
    assert graph.to_json() == {"edges": [["B", "A", "Ref"]], "order": [["A"], ["B"]]}


def test_a_circle_is_one_problem_with_its_whole_path_at_its_first_resource():
    graph = graph_of({"A": topic({"Ref": "B"}), "B": topic({"Fn::Sub": "${A}"}), "C": topic()})
    (problem,) = problems(graph)
    assert problem.path == ("Resources", "A")
    assert "A -Ref-> B -Sub-> A" in problem.message


def test_a_resource_that_refers_to_itself_is_a_circle():
    assert graph_of({"A": topic({"Ref": "A"})}).cycles == [["A", "A"]]


def test_a_circle_that_a_condition_opens_is_none():
    resources = {"A": topic({"Fn::If": ["Here", {"Ref": "B"}, "x"]}), "B": topic({"Ref": "A"})}
    assert graph_of(resources, "us-east-1").cycles == [["A", "B", "A"]]
    assert graph_of(resources, "eu-central-1").cycles == []


def test_drawings_have_a_node_for_each_resource_and_an_arrow_for_each_pair():
    graph = graph_of({"A": topic(), "B": topic({"Fn::Sub": "${A} ${A.TopicName}"}, DependsOn="A")})
    assert mermaid(graph).splitlines() == [
        "flowchart LR",
        '    n0["A"]',
        '    n1["B"]',
        '    n1 -->|"Sub, DependsOn"| n0',
    ]
    assert '"B" -> "A" [label="Sub, DependsOn"];' in dot(graph)
    assert dot(graph).startswith('digraph "us-east-1" {')
