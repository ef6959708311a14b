import pytest

from tapstack.findings import Status
from tapstack.template import structure
from tapstack.template.load import loads


def found(mapping, before=""):
    text = f"{before}\nResources: {{T: {{Type: AWS::SNS::Topic}}}}\nMappings:\n  M: {mapping}\n"
    return [(problem.check.id, problem.path[2:]) for problem in structure.problems(loads(text, "t.yaml"))]


def many(count):
    return "{" + ", ".join(f"k{number}: v" for number in range(count)) + "}"


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        ("{us-east-1: {A: text, B: [a, b], C: 1, D: true}}", []),
        ("{'123456789012': {A: b}, a.b: {A: b}}", []),
        ("{}", [("TPL-045", ())]),
        ("{K: {}}", [("TPL-045", ("K",))]),
        ("{K: text}", [("TPL-045", ("K",))]),
        ("{K: [a]}", [("TPL-045", ("K",))]),
        ("{K: {A: {B: C}}}", [("TPL-045", ("K", "A"))]),
        ("{K: {A: !Ref P}}", [("TPL-046", ("K", "A"))]),
        ("{K: {A: [!Ref P]}}", [("TPL-046", ("K", "A", 0))]),
        ("{K_1: {A: b}}", [("TPL-020", ("K_1",))]),
        ("{K: {A-1: b}}", [("TPL-020", ("K", "A-1"))]),
        ("{K: {" + "a" * 256 + ": b}}", [("TPL-021", ("K", "a" * 256))]),
        ("{K: {A: }}", [("TPL-010", ("K", "A"))]),
        ("{K: " + many(200) + "}", []),
        ("{K: " + many(201) + "}", [("TPL-052", ("K",))]),
        ("text", [("TPL-024", ())]),
        ("{Fn::Transform: {Name: AWS::Include, Parameters: {Location: a}}}", []),
        ("{K: {Fn::Transform: {Name: AWS::Include}}}", []),
    ],
)
def test_a_mapping_has_two_levels_of_keys_over_scalars_or_lists(mapping, expected):
    assert found(mapping) == expected


def test_under_the_language_extensions_odd_attribute_names_are_unknown():
    text = (
        "Transform: AWS::LanguageExtensions\nResources: {T: {Type: AWS::SNS::Topic}}\nMappings: {M: {K: {'{}': b}}}\n"
    )
    assert [problem.status for problem in structure.problems(loads(text, "t.yaml"))] == [Status.UNKNOWN]
