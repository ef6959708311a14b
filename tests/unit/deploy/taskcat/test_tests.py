import json

import pytest
import yaml

from tapstack.deploy.taskcat import tests
from tapstack.deploy.taskcat.tests import read
from tapstack.findings import InputError
from tests.unit.deploy.taskcat.template import ROOT, TEMPLATE

ORDER = ("eu-central-1", "us-east-1")


@pytest.fixture
def written(tmp_path):
    def write(text):
        (tmp_path / "taskcat.yml").write_text(text)
        return tmp_path / "taskcat.yml"

    return write


def test_our_own_file_has_a_test_for_each_region_with_equal_parameters() -> None:
    target, source = read(ROOT / "taskcat.yml", ORDER)
    assert (target.name, target.region, source.name, source.region) == ("target", ORDER[0], "source", ORDER[1])
    assert target.template == source.template == "lib/TapStack.json"
    assert target.parameters == source.parameters


def test_our_own_file_shares_its_parameters_by_an_anchor() -> None:
    document = yaml.safe_load((ROOT / "taskcat.yml").read_text())
    assert document["tests"]["target"]["parameters"] is document["tests"]["source"]["parameters"]


def test_our_own_file_sets_nothing_that_taskcat_would_drop() -> None:
    given = read(ROOT / "taskcat.yml", ORDER)[0].parameters
    defaults = {name: TEMPLATE["Parameters"][name].get("Default") for name in given}
    assert {name: value for name, value in defaults.items() if isinstance(value, int)} == {}
    assert given["VaultLock"] == "NONE"
    assert given["ObjectLockRetentionDays"] == "0"


def test_tests_come_in_the_order_of_their_regions(written) -> None:
    file = written("{project: {template: a.json}, tests: {a: {regions: [us-east-1]}, b: {regions: [eu-central-1]}}}")
    assert [test.name for test in read(file, ORDER)] == ["b", "a"]


def test_values_are_text_and_the_projects_go_first_as_taskcat_has_it(written) -> None:
    known = {"a": {"regions": ["us-east-1"], "parameters": {"A": 1, "B": True, "C": ["x", 2]}}}
    project = {"template": "a.json", "parameters": {"A": "of the project"}}
    file = written(json.dumps({"project": project, "tests": known}))
    assert read(file, ORDER) == [
        tests.Test("a", "us-east-1", "a.json", {"A": "of the project", "B": "true", "C": "x,2"})
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("tests: {}", "It has no tests"),
        ("[]", "is not a table"),
        ("tests: [a]", "'tests' is not a table"),
        ("{", "Is no YAML"),
        ("tests: {a: {template: a.json}}", "has 0 regions"),
        ("tests: {a: {template: a.json, regions: [us-east-1, eu-central-1]}}", "has 2 regions"),
        ("tests: {a: {regions: [us-east-1]}}", "has no template"),
        ("tests: {a: {template: a.json, regions: [eu-west-1]}}", "is of 'eu-west-1'"),
        (
            "tests: {a: {template: a.json, regions: [us-east-1], parameters: {P: '$[taskcat_genuuid]'}}}",
            "sets P by a macro",
        ),
    ],
)
def test_what_cannot_be_promised_is_refused_with_the_file(text, complaint, written) -> None:
    with pytest.raises(InputError, match=r"taskcat\.yml: ") as error:
        read(written(text), ORDER)
    assert complaint in error.value.message


def test_a_file_that_is_not_there_is_named(tmp_path) -> None:
    with pytest.raises(InputError, match=r"taskcat\.yml: Cannot be read"):
        read(tmp_path / "taskcat.yml", ORDER)
