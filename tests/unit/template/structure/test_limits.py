import pytest

from tapstack.findings import Severity
from tapstack.template import structure
from tapstack.template.load import loads

TOPIC = "{Type: AWS::SNS::Topic}"
RESOURCES = f"Resources: {{T: {TOPIC}}}\n"


def section(name, entry, count):
    return f"{name}: {{" + ", ".join(f"n{number}: {entry}" for number in range(count)) + "}\n"


def found(text):
    return [(problem.check.id, problem.path) for problem in structure.problems(loads(text, "t.yaml"))]


@pytest.mark.parametrize(
    ("name", "entry", "most"),
    [
        ("Resources", TOPIC, 500),
        ("Parameters", "{Type: String}", 200),
        ("Outputs", "{Value: a}", 200),
        ("Mappings", "{k: {a: b}}", 200),
    ],
)
def test_a_section_keeps_its_quota(name, entry, most):
    before = "" if name == "Resources" else RESOURCES
    assert found(before + section(name, entry, most)) == []
    assert found(before + section(name, entry, most + 1)) == [("TPL-052", (name,))]


@pytest.mark.parametrize(
    ("size", "expected"),
    [(51_200, []), (51_201, [("TPL-050", ())]), (1_000_000, [("TPL-050", ())]), (1_000_001, [("TPL-051", ())])],
)
def test_a_template_keeps_the_limits_of_size(size, expected):
    assert found(RESOURCES + "#" * (size - len(RESOURCES))) == expected


def test_a_template_that_must_go_by_url_is_worth_a_word_only():
    (problem,) = structure.problems(loads(RESOURCES + "#" * 60_000, "t.yaml"))
    assert problem.check.severity is Severity.INFO


def test_a_template_full_of_problems_is_cut_with_a_word():
    problems = structure.problems(loads(section("Resources", "text", 900), "t.yaml"))
    assert len(problems) == 501
    assert problems[-1].check.id == "TPL-060"
