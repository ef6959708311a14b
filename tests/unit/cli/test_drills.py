"""``tapstack simulate`` without more: drills."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from tapstack.cli.main import main

TEMPLATE = Path("lib/TapStack.json").resolve()
QUEUE = {"Type": "AWS::SQS::Queue"}
BOTH = ("--region", "eu-central-1", "--region", "us-east-1")
GIVEN = ("--parameter", "EnvironmentSuffix=verify", *BOTH)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def of(*arguments, template=None):
        if template is None:
            shutil.copy(TEMPLATE, tmp_path / "t.json")
        else:
            (tmp_path / "t.json").write_text(json.dumps(template))
        code = main(["simulate", "t.json", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return of


def test_a_drill_is_told_with_its_figures_and_drawn(run, tmp_path):
    code, out, err = run("--drill", "function-crash", "--timeline", "--pictures", "drawn", *GIVEN)
    assert code == 0, out
    assert out.startswith("PASS  function-crash")
    assert "caught up" in out
    assert "12 calls of the function die" in out
    assert out.endswith("1 drills, 1 trials: 1 passed, 0 failed.\n")
    assert "tapstack: drill function-crash" in err
    assert [one.name for one in (tmp_path / "drawn").iterdir()] == ["function-crash.svg"]


def test_json_is_of_its_schema(run):
    code, out, _ = run("--drill", "duplicates", "--format", "json", *GIVEN)
    schema = json.loads(files("tapstack.simulate.telling").joinpath("drills.schema.json").read_text())
    document = json.loads(out)
    jsonschema.validate(document, schema)
    assert (code, document["drills"][0]["verdict"]) == (0, "PASS")


def test_a_drill_that_there_is_not_is_told_with_those_there_are(run):
    code, out, err = run("--drill", "earthquake", *GIVEN)
    assert (code, out) == (2, "")
    assert "There is no drill earthquake." in err
    assert "region-loss" in err


def test_a_template_that_cannot_be_drilled_is_not_passed(run):
    code, out, err = run(*BOTH, template={"Resources": {"Queue": QUEUE}})
    assert (code, out) == (5, "")
    assert "t.json cannot be drilled: drills need a resource of type AWS::Kinesis::Stream in eu-central-1." in err


def test_one_region_cannot_be_drilled(run):
    code, _, err = run("--region", "us-east-1", template={"Resources": {"Queue": QUEUE}})
    assert code == 5
    assert "drills need two regions" in err


def test_stacks_that_do_not_come_up_are_an_error_with_the_reason(run):
    template = json.loads(TEMPLATE.read_text())
    del template["Resources"]["RuleDlqPolicy"]
    template["Resources"]["MigrationBus"].pop("DependsOn")
    template["Resources"]["ContractVpcId"]["Properties"]["Name"] = "aws/no-name-of-ours"
    code, out, _ = run("--drill", "duplicates", *GIVEN, template=template)
    assert code == 1
    assert "FAIL  duplicates" in out


@pytest.mark.parametrize("other", [("--deploy",), ("--sweep",), ("--script", "steps.txt")])
@pytest.mark.parametrize("asked", [("--drill", "duplicates"), ("--timeline",), ("--pictures", "drawn")])
def test_what_is_of_drills_goes_with_nothing_else(run, asked, other):
    code, out, err = run(*asked, *other, *GIVEN)
    assert (code, out) == (2, "")
    assert "drills were not asked for" in err


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_drilled(run):
    code, out, err = run("--drill", "region-loss", "--pictures", "t.json/drawn", *GIVEN)
    assert (code, out) == (2, "")
    assert "Name a folder that can be written." in err
    assert "tapstack: drill" not in err
