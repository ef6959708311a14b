import pytest

from tapstack.findings import Status
from tapstack.template import structure
from tapstack.template.load import loads

NULLS = "Resources: {T: {Type: AWS::SNS::Topic, Properties: {A: ~, B: [1, null]}}}\nMetadata: {M: }\n"


def test_every_null_is_found_at_its_path():
    problems = structure.problems(loads(NULLS, "t.yaml"))
    assert {(problem.check.id, problem.status) for problem in problems} == {("TPL-010", Status.FAIL)}
    assert {problem.path for problem in problems} == {
        ("Metadata", "M"),
        ("Resources", "T", "Properties", "A"),
        ("Resources", "T", "Properties", "B", 1),
    }


@pytest.mark.parametrize("transform", ["AWS::Serverless-2016-10-31", "AWS::LanguageExtensions", "Own"])
def test_a_null_that_a_transform_may_take_away_is_unknown(transform):
    problems = structure.problems(loads(f"Transform: {transform}\n{NULLS}", "t.yaml"))
    assert [problem.status for problem in problems] == [Status.UNKNOWN] * 3
