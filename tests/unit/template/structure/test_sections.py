import pytest

from tapstack.findings import Status
from tapstack.template import structure
from tapstack.template.load import loads

RESOURCES = "Resources: {T: {Type: AWS::SNS::Topic}}\n"


def found(text):
    return [(problem.check.id, problem.path) for problem in structure.problems(loads(text, "t.yaml"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RESOURCES, []),
        ("AWSTemplateFormatVersion: 2010-09-09\nDescription: d\nMetadata: {}\nHooks: {}\n" + RESOURCES, []),
        ("Parameters: {}\nRules: {}\nMappings: {}\nConditions: {}\nOutputs: {}\n" + RESOURCES, []),
        ("Resource: {}\n" + RESOURCES, [("TPL-011", ("Resource",))]),
        ("Globals: {}\n" + RESOURCES, [("TPL-011", ("Globals",))]),
        ("Transform: AWS::Serverless-2016-10-31\nGlobals: {}\n" + RESOURCES, []),
        ("Fn::Transform: {Name: AWS::Include}\n" + RESOURCES, []),
        ("Outputs: []\n" + RESOURCES, [("TPL-012", ("Outputs",))]),
        ("Metadata: text\n" + RESOURCES, [("TPL-012", ("Metadata",))]),
        ("Outputs:\n" + RESOURCES, [("TPL-010", ("Outputs",))]),
        ("AWSTemplateFormatVersion: 2010-09-08\n" + RESOURCES, [("TPL-013", ("AWSTemplateFormatVersion",))]),
        ("AWSTemplateFormatVersion: 2010\n" + RESOURCES, [("TPL-013", ("AWSTemplateFormatVersion",))]),
        ("Description: [a]\n" + RESOURCES, [("TPL-014", ("Description",))]),
        ("Description: !Sub a\n" + RESOURCES, [("TPL-014", ("Description",))]),
        ("Description: " + "é" * 512 + "\n" + RESOURCES, []),
        ("Description: " + "é" * 513 + "\n" + RESOURCES, [("TPL-014", ("Description",))]),
        ("Description: d\n", [("TPL-015", ())]),
        ("Resources: {}\n", [("TPL-015", ("Resources",))]),
        ("Resources:\n", [("TPL-010", ("Resources",))]),
        ("Resources: []\n", [("TPL-012", ("Resources",)), ("TPL-015", ("Resources",))]),
        ("Transform: [AWS::LanguageExtensions, 5]\n" + RESOURCES, [("TPL-016", ("Transform", 1))]),
        ("Transform: {Parameters: {}}\n" + RESOURCES, [("TPL-016", ("Transform",))]),
        ("Transform: [AWS::LanguageExtension]\n" + RESOURCES, [("TPL-016", ("Transform", 0))]),
        ("Transform: {Name: M, Parameters: {}}\n" + RESOURCES, []),
    ],
)
def test_the_top_level_is_judged(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("transform", ["Own", "AWS::Include", "[Own, AWS::LanguageExtensions]"])
def test_what_a_macro_may_put_right_is_unknown(transform):
    problems = structure.problems(loads(f"Transform: {transform}\nMine: {{}}\n", "t.yaml"))
    assert [problem.check.id for problem in problems] == ["TPL-011", "TPL-015"]
    assert {problem.status for problem in problems} == {Status.UNKNOWN}


def test_a_section_that_is_almost_right_is_corrected():
    assert structure.problems(loads("Resource: {}\n" + RESOURCES, "t.yaml"))[0].fix == "Write Resources."
