import pytest

from tapstack.template import structure
from tapstack.template.load import loads

RESOURCES = "Resources: {T: {Type: AWS::SNS::Topic}}\n"
LOOP = "[I, [a], {'T${I}': {Type: AWS::SNS::Topic}}]"


def found(text):
    return [(problem.check.id, problem.path) for problem in structure.problems(loads(text, "t.yaml"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Resources: {T-1: {Type: AWS::SNS::Topic}}", [("TPL-020", ("Resources", "T-1"))]),
        ("Resources: {Té: {Type: AWS::SNS::Topic}}", [("TPL-020", ("Resources", "Té"))]),
        ("Resources: {1T: {Type: AWS::SNS::Topic}}", []),
        ("Resources: {'': {Type: AWS::SNS::Topic}}", [("TPL-020", ("Resources", ""))]),
        (f"Resources: {{{'a' * 255}: {{Type: AWS::SNS::Topic}}}}", []),
        (f"Resources: {{{'a' * 256}: {{Type: AWS::SNS::Topic}}}}", [("TPL-021", ("Resources", "a" * 256))]),
        (RESOURCES + "Parameters: {a_b: {Type: String}}", [("TPL-020", ("Parameters", "a_b"))]),
        (RESOURCES + "Parameters: {a: String}", [("TPL-024", ("Parameters", "a"))]),
        (RESOURCES + "Parameters: {T: {Type: String}}", [("TPL-022", ("Resources", "T"))]),
        (RESOURCES + "Conditions: {T: !Equals [a, b]}", []),
        (RESOURCES + "Conditions: {a_b&c: !Equals [a, b], a-b: !Equals [a, b]}", [("TPL-020", ("Conditions", "a-b"))]),
        (RESOURCES + "Outputs: {a-b: {Value: c}}", [("TPL-020", ("Outputs", "a-b"))]),
        (RESOURCES + "Rules: {a b: {Assertions: []}}", [("TPL-020", ("Rules", "a b"))]),
        (RESOURCES + "Mappings: {a.b: {c: {d: e}}}", [("TPL-020", ("Mappings", "a.b"))]),
        ("Resources: {T: text}", [("TPL-024", ("Resources", "T"))]),
        ("Resources: {T: [1]}", [("TPL-024", ("Resources", "T"))]),
        (f"Resources: {{Fn::ForEach::L: {LOOP}}}", [("TPL-023", ("Resources", "Fn::ForEach::L"))]),
        (f"Transform: AWS::LanguageExtensions\nResources: {{Fn::ForEach::L: {LOOP}}}", []),
        (
            "Transform: AWS::LanguageExtensions\nResources: {Fn::ForEach::L: [I, [a]]}",
            [("TPL-023", ("Resources", "Fn::ForEach::L"))],
        ),
        (
            f"Transform: AWS::LanguageExtensions\n{RESOURCES}Mappings: {{Fn::ForEach::L: {LOOP}}}",
            [("TPL-023", ("Mappings", "Fn::ForEach::L"))],
        ),
        (
            (
                "Transform: AWS::LanguageExtensions\n"
                "Resources: {Fn::ForEach::L: [I, [a], {Fn::ForEach::M: text, 'T${I}': {Properties: {}}}]}"
            ),
            [
                ("TPL-023", ("Resources", "Fn::ForEach::L", 2, "Fn::ForEach::M")),
                ("TPL-030", ("Resources", "Fn::ForEach::L", 2, "T${I}")),
            ],
        ),
        ("Resources: {Fn::Transform: {Name: AWS::Include}}", []),
    ],
)
def test_names_are_judged(text, expected):
    assert found(text) == expected
