import pytest

from tapstack.template import structure
from tapstack.template.load import loads


def found(output):
    text = f"Resources: {{T: {{Type: AWS::SNS::Topic}}}}\nConditions: {{C: !Equals [a, b]}}\nOutputs:\n  O: {output}\n"
    return [(problem.check.id, problem.path[2:]) for problem in structure.problems(loads(text, "t.yaml"))]


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("{Value: a}", []),
        ("{Value: 1}", []),
        ("{Value: !GetAtt T.Arn, Description: d, Condition: C, Export: {Name: !Sub n}}", []),
        ("{Description: d}", [("TPL-040", ())]),
        ("{Value: [a]}", [("TPL-040", ("Value",))]),
        ("{Value: {a: b}}", [("TPL-040", ("Value",))]),
        ("{Value: }", [("TPL-010", ("Value",))]),
        ("{Value: a, Values: b}", [("TPL-041", ("Values",))]),
        ("{Value: a, Description: !Sub d}", [("TPL-041", ("Description",))]),
        ("{Value: a, Description: " + "d" * 1024 + "}", []),
        ("{Value: a, Description: " + "d" * 1025 + "}", [("TPL-041", ("Description",))]),
        ("{Value: a, Export: n}", [("TPL-041", ("Export",))]),
        ("{Value: a, Export: {}}", [("TPL-041", ("Export",))]),
        ("{Value: a, Export: {Name: n, More: m}}", [("TPL-041", ("Export",))]),
        ("{Value: a, Condition: D}", [("TPL-035", ("Condition",))]),
        ("{Value: a, Condition: [C]}", [("TPL-041", ("Condition",))]),
        ("text", [("TPL-024", ())]),
    ],
)
def test_an_output_has_its_fields_in_their_form(output, expected):
    assert found(output) == expected
